package io.weir.diagnosis.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * {@code ./weir bench logs [MEGABYTES [QUERIES]]}: P7, what it costs to take Flink's logs in; P8, what they take on disk; P9, how long searches
 * take. Beside Weir, on the same files: Lucene with a document for each line, analysed and stored, which nothing makes durable before its end; and
 * ripgrep, which has no index.
 */
public final class LogsBench {
    private static final int FILES = 8;

    private LogsBench() {}

    public static void main(String[] args) throws Exception {
        int dashes = List.of(args).indexOf("--");
        List<String> weir = List.of(args).subList(dashes + 1, args.length);
        long megabytes = dashes > 0 ? Long.parseLong(args[0]) : 1024;
        int queries = dashes > 1 ? Integer.parseInt(args[1]) : 1_000;
        Path folder = Files.createTempDirectory("weir-bench-logs");
        List<AutoCloseable> open = new ArrayList<>();
        try {
            Path raw = Files.createDirectory(folder.resolve("raw"));
            LogGenerator generator = new LogGenerator(Path.of(System.getProperty("weir.bench.logs")), 1);
            long bytes = 0;
            long lines = 0;
            for (int file = 0; file < FILES; file++) {
                Path log = Files.createDirectory(raw.resolve("taskmanager-" + file)).resolve("flink-taskmanager.log");
                lines += generator.write(log, megabytes * 1024 * 1024 / FILES);
                bytes += Files.size(log);
            }
            System.err.printf(Locale.ROOT, "%d lines, %.0f MB in %d files%n", lines, bytes / 1e6, FILES);
            WeirLogs ours = new WeirLogs(weir, folder, raw, FILES);
            open.add(ours);
            Intake weirIntake = ours.takeIn(bytes);
            System.err.println("Weir: " + weirIntake);
            List<LogQuestion> questions = LogQuestion.of(raw, queries);
            Latencies search = ours.ask(questions);
            Latencies grep = Ripgrep.ask(raw, questions.subList(0, Math.min(questions.size(), 50)));
            Intake lucene = LuceneLines.takeIn(raw, folder.resolve("lucene"));
            report(bytes, weirIntake, lucene, search, grep);
        } finally {
            for (AutoCloseable one : open) {
                one.close();
            }
            delete(folder);
        }
    }

    private static void report(long bytes, Intake weir, Intake lucene, Latencies search, Latencies grep) {
        System.out.printf(Locale.ROOT, "%.0f MB of logs%n%n", bytes / 1e6);
        System.out.println("| | MB a CPU second (P7) | of the raw bytes on disk (P8) | search, ms: p50 / p99 (P9) |");
        System.out.println("|---|---|---|---|");
        System.out.printf(Locale.ROOT, "| Weir | %s | %s |%n", weir, search);
        System.out.printf(Locale.ROOT, "| Lucene, a document a line | %s | |%n", lucene);
        System.out.printf(Locale.ROOT, "| ripgrep | | 100 %% | %s |%n", grep);
        System.out.printf(
                Locale.ROOT,
                "%nWeir takes in %.1f times as fast as Lucene and answers %.0f times as fast as ripgrep;"
                        + " the aims are 45 MB, 17 %%, 5 and 40 ms%n",
                weir.megabytesPerSecond() / lucene.megabytesPerSecond(),
                grep.quantile(0.5) / search.quantile(0.5));
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
