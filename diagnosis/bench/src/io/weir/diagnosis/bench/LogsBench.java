package io.weir.diagnosis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code ./weir bench logs [MEGABYTES [QUERIES [--only-weir]]]}: P7, what it costs to take Flink's logs in; P8, what they take on disk; P9, how long searches
 * take, at rest and while 10 MB come in each second. Beside Weir, on the same files: OpenSearch by {@code _bulk}, each answer after its translog is on disk;
 * Lucene with a document for each line, analysed and stored, which nothing makes durable before its end; ripgrep and grep, which have no
 * index.
 */
public final class LogsBench {
    private static final int FILES = 8;
    private static final double PACE = 10e6;
    /** Of the logs, as more would take OpenSearch hours: in that time costs for a line no longer change. */
    private static final long MOST_FOR_PEERS = 1024L * 1024 * 1024;

    private final Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, Map<String, String>> byKind = new LinkedHashMap<>();

    private LogsBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        int dashes = List.of(args).indexOf("--");
        List<String> weir = List.of(args).subList(dashes + 1, args.length);
        long megabytes = dashes > 0 ? Long.parseLong(args[0]) : 1024;
        int queries = dashes > 1 ? Integer.parseInt(args[1]) : 1_000;
        String parent = System.getProperty("weir.bench.folder");
        Path folder = parent == null
                ? Files.createTempDirectory("weir-bench-logs")
                : Files.createTempDirectory(Path.of(parent), "weir-bench-logs");
        LogsBench bench = new LogsBench(folder);
        try {
            bench.run(weir, megabytes, queries, dashes > 2 && args[2].equals("--only-weir"));
        } finally {
            for (AutoCloseable one : bench.open) {
                one.close();
            }
            delete(folder);
        }
    }

    private void run(List<String> weir, long megabytes, int queries, boolean alone) throws Exception {
        Path raw = Files.createDirectory(folder.resolve("raw"));
        LogGenerator generator = new LogGenerator(Path.of(System.getProperty("weir.bench.logs")), 1);
        long bytes = 0;
        long lines = 0;
        for (int file = 0; file < FILES; file++) {
            Path log = Files.createDirectory(raw.resolve("taskmanager-" + file)).resolve("flink-taskmanager.log");
            lines += generator.write(log, megabytes * 1024 * 1024 / FILES);
            bytes += Files.size(log);
        }
        Path more = folder.resolve("more.log");
        generator.write(more, (long) (30 * PACE));
        System.err.printf(Locale.ROOT, "%d lines, %.0f MB in %d files%n", lines, bytes / 1e6, FILES);
        List<LogQuestion> questions = LogQuestion.of(raw, queries);
        System.out.printf(Locale.ROOT, "%.0f MB of logs%n%n", bytes / 1e6);
        System.out.println("| | MB a CPU second (P7) | of the raw bytes on disk (P8) | search, ms: p50 / p99 (P9) |");
        System.out.println("|---|---|---|---|");
        try (WeirLogs ours = new WeirLogs(weir, folder, raw, FILES)) {
            Intake intake = ours.takeIn(bytes);
            row("Weir", intake.toString(), asked("Weir", ours.ask(questions)));
            row("Weir, while 10 MB/s come in", " | ", ours.askWhileTakingIn(questions, more, PACE).toString());
            row("Weir, MB of memory at most (RSS)", ours.peakResidentBytes() / 1_000_000 + " |", "");
        }
        if (!alone) {
            peers(weir, raw, bytes, questions);
        }
        kinds();
    }

    private void peers(List<String> weir, Path raw, long bytes, List<LogQuestion> questions) throws Exception {
        long each = Math.min(bytes, MOST_FOR_PEERS) / FILES;
        String classPath = System.getProperty("weir.bench.opensearch");
        if (classPath != null) {
            try (OpenSearchLines peer = new OpenSearchLines(
                    folder.resolve("opensearch"),
                    weir.get(0),
                    classPath,
                    System.getProperty("weir.bench.peer"))) {
                Intake intake = peer.takeIn(raw, each);
                row(
                        "OpenSearch 2.19, " + intake.rawBytes() / 1_000_000 + " MB of them",
                        intake.toString(),
                        asked("OpenSearch 2.19", peer.ask(questions)));
            }
        }
        Intake lucene = LuceneLines.takeIn(raw, folder.resolve("lucene"), each);
        row("Lucene, a document a line, " + lucene.rawBytes() / 1_000_000 + " MB of them", lucene.toString(), "");
        List<LogQuestion> few = questions.subList(0, Math.min(questions.size(), 25));
        row("ripgrep", " | 100 %", asked("ripgrep", Grep.ripgrep(raw, few)));
        row("grep", " | 100 %", Grep.grep(raw, few.subList(0, Math.min(few.size(), 10))).toString());
    }

    private String asked(String who, Latencies latencies) {
        byKind.put(who, latencies.kinds());
        return latencies.toString();
    }

    private void kinds() {
        Set<String> who = byKind.keySet();
        System.out.println("\n| search, ms: p50 / p99 | " + String.join(" | ", who) + " |");
        System.out.println("|---".repeat(who.size() + 1) + "|");
        for (String kind : byKind.values().iterator().next().keySet()) {
            System.out.println("| " + kind + " | "
                    + byKind.values().stream().map(times -> times.getOrDefault(kind, "")).collect(Collectors.joining(" | "))
                    + " |");
        }
    }

    private static void row(String who, String intake, String search) {
        System.out.printf(Locale.ROOT, "| %s | %s | %s |%n", who, intake, search);
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
