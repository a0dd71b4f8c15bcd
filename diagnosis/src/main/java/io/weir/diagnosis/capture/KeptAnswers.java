package io.weir.diagnosis.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.flink.RecordedAnswers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The REST answers of imported clusters, kept in a folder each; found again by the path that was asked. */
public final class KeptAnswers {
    private static final Pattern JOB = Pattern.compile("/jobs/([0-9a-f]{8})[0-9a-f]*(?:/(.*))?");
    private static final Pattern SAFE = Pattern.compile("[\\w.@-]{1,200}");

    private final Path folder;

    /** Below a folder, which need not exist. */
    public KeptAnswers(Path folder) {
        this.folder = folder;
    }

    /** What the cluster answered to a path; the last answer, or else the one that was captured in the middle. */
    public Optional<JsonNode> find(String cluster, String path) {
        if (!SAFE.matcher(cluster).matches() || cluster.startsWith(".")) {
            return Optional.empty();
        }
        Path rest = folder.resolve(cluster).resolve("rest");
        if (!Files.isDirectory(rest)) {
            return Optional.empty();
        }
        return name(path).filter(name -> SAFE.matcher(name).matches()).flatMap(name -> CapturedFile.json(
                        rest, name + ".json")
                .or(() -> CapturedFile.json(rest, "mid-" + name + ".json")));
    }

    /**
     * Answers as they were recorded in a folder.
     *
     * @param prefix of the files' names: {@code mid-} for the answers of the middle, or empty
     */
    static RecordedAnswers of(Path folder, String prefix) {
        return path -> name(path)
                .map(name -> folder.resolve(prefix + name + ".json"))
                .map(file -> Files.exists(file) ? file : folder.resolve(file.getFileName() + ".gz"))
                .filter(Files::exists)
                .map(CapturedFile::bytes);
    }

    /** The name under which the answer to a path is captured, without an ending; empty for paths that are not. */
    static Optional<String> name(String path) {
        int query = path.indexOf('?');
        String plain = query < 0 ? path : path.substring(0, query);
        Matcher job = JOB.matcher(plain);
        if (plain.equals("/jobs/overview") || !job.matches()) {
            return Optional.of(plain.substring(1).replace('/', '-'));
        }
        String rest = job.group(2) == null ? "" : job.group(2);
        if (rest.endsWith("/flamegraph") && rest.startsWith("vertices/")) {
            String type = path.contains("type=") ? path.substring(path.indexOf("type=") + 5) : "full";
            return Optional.of("flamegraph-" + rest.substring(9, Math.min(17, rest.length())) + "-" + type);
        }
        String name = rest.replaceAll("^vertices/([0-9a-f]{8})[0-9a-f]*", "v$1")
                .replaceAll("^checkpoints/details/(\\d+)/subtasks/([0-9a-f]{8})[0-9a-f]*$", "checkpoint-$1-v$2")
                .replaceAll("^checkpoints/details/(\\d+)$", "checkpoint-$1")
                .replace('/', '-');
        return Optional.of("job-" + job.group(1) + (name.isEmpty() ? "" : "-" + name));
    }
}
