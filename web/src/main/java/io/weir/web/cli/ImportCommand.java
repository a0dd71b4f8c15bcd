package io.weir.web.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.Collector;
import io.weir.collector.CollectorConfig;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.capture.Capture;
import io.weir.diagnosis.capture.CaptureException;
import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.index.Retention;
import io.weir.diagnosis.logbook.LogbookConfig;
import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import io.weir.web.api.FindingJson;
import io.weir.web.app.data.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Loads a capture of a foreign cluster and diagnoses it, with no Weir running. */
@Command(
        name = "import",
        description =
                "Loads a capture of a foreign cluster (pages, REST answers, logs, exits) and says what was wrong.",
        footer = {"", "What a capture holds is in docs/diagnosis.md."},
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final Duration RETENTION = Duration.ofDays(3650);
    private static final long MOST_LOG_BYTES = 20L << 30;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Option(names = "--capture", paramLabel = "FOLDER", required = true, description = "The capture.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private Path capture;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "The name to import it under; the folder's when not given.")
    private @Nullable String cluster;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "A data folder that no Weir uses, to keep what is imported; nothing is kept when not given.")
    private @Nullable Path data;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Of the times in its logs (${DEFAULT-VALUE}).")
    private String zone = "UTC";

    @Option(
            names = "--lang",
            paramLabel = "en|zh",
            defaultValue = "en",
            description = "The language (${DEFAULT-VALUE}).")
    private String language = "en";

    @Option(names = "--json", description = "As the API tells it.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Path kept = data;
        if (kept != null) {
            try (DataFolder folder = DataFolder.open(kept)) {
                return load(folder.path());
            }
        }
        Path temporary = Files.createTempDirectory("weir-import");
        try {
            return load(temporary);
        } finally {
            delete(temporary);
        }
    }

    private int load(Path folder) {
        try {
            String name = cluster == null
                    ? String.valueOf(capture.toAbsolutePath().normalize().getFileName())
                    : cluster;
            Capture read = Capture.read(capture, name, folder, zone());
            // The stores keep what is fresh, so their clock stands where the capture ends.
            Clock clock = Clock.fixed(read.to().minusMillis(1), ZoneOffset.UTC);
            try (Collector collector = Collector.open(CollectorConfig.defaults(folder), clock);
                    Diagnosis diagnosis = Diagnosis.open(
                            new LogbookConfig(folder, Retention.of(RETENTION, MOST_LOG_BYTES), Duration.ofHours(1)),
                            collector.sink(),
                            clock)) {
                diagnosis.consult(collector, new PromQl(collector.samples(), Limits.DEFAULT), null);
                long samples = diagnosis.load(read, collector);
                spec.commandLine()
                        .getErr()
                        .println("weir: imported " + name + ", " + read.from() + " to " + read.to() + ": " + samples
                                + " samples, " + diagnosis.logbook().status().records() + " log records, "
                                + read.ends().size() + " exits");
                Answer answer =
                        diagnosis.consultingRoom().diagnose(new Question(name, null, null, read.from(), read.to()));
                JsonNode told = FindingJson.of(answer);
                new FindingText(spec.commandLine().getOut(), language, json).print(told);
                return answer.findings().isEmpty() ? CommandLineInterface.OK : CommandLineInterface.FAILED;
            }
        } catch (CaptureException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), "--zone: \"" + zone + "\" is no time zone; write UTC or Asia/Shanghai");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
