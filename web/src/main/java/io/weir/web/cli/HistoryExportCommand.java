package io.weir.web.cli;

import io.weir.collector.history.ExportProgress;
import io.weir.collector.history.ExportRequest;
import io.weir.collector.history.HistoryException;
import io.weir.collector.history.SampleStore;
import io.weir.collector.metric.LabelMatcher;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryException;
import io.weir.web.app.RunFile;
import io.weir.web.app.config.Moments;
import io.weir.web.app.data.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes kept samples to a file: those of the Weir that runs on a data folder, or of the folder itself when none does. */
@Command(
        name = "export",
        description = "Writes kept samples to a Parquet or CSV file, whether Weir runs or not.",
        mixinStandardHelpOptions = true)
final class HistoryExportCommand implements Callable<Integer> {
    /** More than any head is allowed: what was kept is read. */
    private static final int MOST_SERIES = 10_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            required = true,
            description = "The first time: RFC 3339, Unix milliseconds, or now-1h.")
    @SuppressWarnings("NullAway.Init") // Set by picocli before call().
    private String from;

    @Option(names = "--to", paramLabel = "TIME", defaultValue = "now", description = "The last time (now).")
    private String to = "now";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "parquet or csv (${DEFAULT-VALUE}).")
    private String format = "parquet";

    @Option(
            names = "--match",
            paramLabel = "SELECTOR",
            description = "Which series, such as '{job_id=\"...\"}'; all of them when not given.")
    private @Nullable String match;

    @Option(names = "--out", paramLabel = "FILE", description = "The file; weir-FROM-TO.FORMAT here when not given.")
    private @Nullable Path out;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            defaultValue = "data",
            description = "Weir's data folder (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Override
    public Integer call() {
        ExportRequest request = request();
        Path file = out == null ? Path.of(name(request)) : out;
        if (!Files.isDirectory(data)) {
            throw new CommandFailedException(
                    "there is no data folder " + data.toAbsolutePath() + "; name Weir's with --data");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new CommandFailedException("the file " + file + " cannot be written; name another with --out");
        }
        Optional<URI> running = RunFile.url(data);
        long rows = running.isPresent() ? byApi(running.get(), request, file) : fromFolder(request, file);
        spec.commandLine().getOut().println(file + ": " + rows + " rows");
        return CommandLineInterface.OK;
    }

    private ExportRequest request() {
        Instant now = Instant.now();
        ExportRequest.Format kind =
                switch (format.toLowerCase(Locale.ROOT)) {
                    case "parquet" -> ExportRequest.Format.PARQUET;
                    case "csv" -> ExportRequest.Format.CSV;
                    default -> throw usage("--format must be parquet or csv, got " + format);
                };
        try {
            List<LabelMatcher> matchers = match == null ? List.of() : PromQl.selector(match);
            return new ExportRequest(matchers, time("--from", from, now), time("--to", to, now), kind);
        } catch (QueryException e) {
            throw usage("--match: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private Instant time(String option, String text, Instant now) {
        try {
            return Moments.parse(text, now);
        } catch (IllegalArgumentException e) {
            throw usage(option + " " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String name(ExportRequest request) {
        String text = "weir-" + request.from().truncatedTo(ChronoUnit.SECONDS) + "-"
                + request.to().truncatedTo(ChronoUnit.SECONDS) + "."
                + request.format().name().toLowerCase(Locale.ROOT);
        return text.replace(":", "");
    }

    private long byApi(URI url, ExportRequest request, Path file) {
        String id = UUID.randomUUID().toString();
        WeirClient client = WeirClient.of(url, data);
        try (ExportWatch watch = new ExportWatch(client, id, this::show)) {
            StringBuilder query = new StringBuilder("/api/v1/history/export?id=").append(id);
            query.append("&from=").append(request.from().toEpochMilli());
            query.append("&to=").append(request.to().toEpochMilli());
            query.append("&format=").append(request.format().name().toLowerCase(Locale.ROOT));
            if (match != null) {
                query.append("&match=").append(URLEncoder.encode(match, StandardCharsets.UTF_8));
            }
            long rows = client.download(query.toString(), file);
            watch.done();
            return rows;
        }
    }

    private long fromFolder(ExportRequest request, Path file) {
        try (DataFolder folder = DataFolder.open(data);
                SampleStore store = SampleStore.openToRead(folder.path(), MOST_SERIES, Clock.systemUTC())) {
            return store.export(request, file, new ExportProgress() {
                @Override
                public void readTo(Instant time, long rows) {
                    show(time, rows);
                }

                @Override
                public boolean isCancelled() {
                    return false;
                }
            });
        } catch (HistoryException e) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException ignored) {
                // The message below matters more than a torn file.
            }
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** One line that is written over again, for a person only. */
    private void show(Instant readTo, long rows) {
        if (System.console() != null) {
            spec.commandLine()
                    .getErr()
                    .print("\rread to " + readTo.truncatedTo(ChronoUnit.SECONDS) + ", " + rows + " rows  ");
            spec.commandLine().getErr().flush();
        }
    }
}
