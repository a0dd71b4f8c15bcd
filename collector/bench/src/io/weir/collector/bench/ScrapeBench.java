package io.weir.collector.bench;

import io.weir.collector.scrape.PageParseBench;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code ./weir bench scrape}: the speed and the memory of scraping, beside those of Prometheus and VictoriaMetrics. */
public final class ScrapeBench {
    /** A JVM compiles what it runs often for some minutes, and never again in the months after; the peers are compiled when they start. */
    private static final int LONGER_WARM = 5;

    /** What is run: a shape of targets, its encoding, seconds to warm up (Weir {@value #LONGER_WARM} times as long) and to measure. */
    record Round(Shape shape, String encoding, int warmSeconds, int windowSeconds) {
        int warmSeconds(Contender contender, boolean look) {
            return contender == Contender.WEIR && !look ? warmSeconds * LONGER_WARM : warmSeconds;
        }
    }

    private final Path pages;
    private final Path scratch;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, Figures> results = new LinkedHashMap<>();
    private Process running;

    private ScrapeBench(Path pages, Path scratch) {
        this.pages = pages;
        this.scratch = scratch;
    }

    public static void main(String[] args) throws Exception {
        int runs = 5;
        boolean onlyWeir = false;
        boolean look = false;
        List<Shape> shapes = List.of(Shape.values());
        int dashes = List.of(args).indexOf("--");
        Contender.weir = List.of(args).subList(dashes + 1, args.length);
        for (int i = 0; i < dashes; i++) {
            if (args[i].equals("--runs") && i + 1 < dashes && args[i + 1].matches("[1-9]\\d?")) {
                runs = Integer.parseInt(args[++i]);
            } else if (args[i].equals("--only-weir")) {
                onlyWeir = true;
            } else if (args[i].equals("--shape") && i + 1 < dashes && args[i + 1].matches("medium|small|large")) {
                shapes = List.of(Shape.valueOf(args[++i].toUpperCase(java.util.Locale.ROOT)));
            } else if (args[i].equals("--look")) {
                look = true;
                runs = 1;
            } else {
                System.err.println("weir bench scrape: unknown or incomplete option " + args[i]
                        + "; there is --runs N (1 to 99), --look, --only-weir and --shape medium, small or large");
                System.exit(2);
            }
        }
        Path scratch = Files.createTempDirectory("weir-bench");
        ScrapeBench bench = new ScrapeBench(Path.of(System.getProperty("weir.bench.pages")), scratch);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> bench.end(scratch)));
        bench.run(runs, look, onlyWeir, shapes);
    }

    /** At a look windows are short, and the JVM is still compiling in them. */
    private static List<Round> rounds(boolean quick) {
        return quick
                ? List.of(
                        new Round(Shape.MEDIUM, "identity", 9, 12),
                        new Round(Shape.MEDIUM, "gzip", 9, 12),
                        new Round(Shape.SMALL, "gzip", 9, 12),
                        new Round(Shape.LARGE, "gzip", 3, 20))
                : List.of(
                        new Round(Shape.MEDIUM, "identity", 24, 60),
                        new Round(Shape.MEDIUM, "gzip", 24, 60),
                        new Round(Shape.SMALL, "gzip", 15, 20),
                        new Round(Shape.LARGE, "gzip", 15, 30));
    }

    private void run(int runs, boolean look, boolean onlyWeir, List<Shape> shapes) throws Exception {
        List<Double> parse = new ArrayList<>();
        List<Contender> contenders = onlyWeir ? List.of(Contender.WEIR) : List.of(Contender.values());
        List<Round> rounds =
                rounds(look).stream().filter(round -> shapes.contains(round.shape)).toList();
        for (int run = 1; run <= runs; run++) {
            parse.add(PageParseBench.nanosPerSample(pages, 200));
            say("run %d of %d: P1 %.0f ns a sample", run, runs, parse.get(run - 1));
            for (Round round : rounds) {
                for (Contender contender : contenders) {
                    Figures.Figure figure = measure(contender, round, look);
                    results.computeIfAbsent(key(contender, round), k -> new Figures()).add(figure);
                    say("run %d of %d: %s %s %s: %.0f ns a sample, %d MB, %.0f %% of the scrapes", run, runs,
                            contender.title, round.shape, round.encoding, figure.nanosPerSample(),
                            figure.residentBytes() >> 20, figure.share() * 100);
                }
            }
        }
        System.out.print(table(runs, parse, rounds, contenders));
    }

    private static String key(Contender contender, Round round) {
        return contender + "/" + round.shape + "/" + round.encoding;
    }

    private static void say(String format, Object... values) {
        System.err.printf(format + "%n", values);
    }

    private Figures.Figure measure(Contender contender, Round round, boolean look) throws Exception {
        Path folder = Files.createTempDirectory(scratch, "round");
        Process farm = startFarm(round.shape);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(farm.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(out.readLine());
            Process process = contender.start(folder, round.shape, port, round.encoding);
            running = process;
            try {
                awaitServed(process, folder, port, round.shape.targets);
                TimeUnit.SECONDS.sleep(round.warmSeconds(contender, look));
                long servedBefore = served(port);
                ProcessUsage before = ProcessUsage.of(process.pid());
                ThreadUsage threadsBefore = ThreadUsage.of(process.pid());
                long start = System.nanoTime();
                TimeUnit.SECONDS.sleep(round.windowSeconds);
                ProcessUsage after = ProcessUsage.of(process.pid());
                ThreadUsage threadsAfter = ThreadUsage.of(process.pid());
                long pagesServed = served(port) - servedBefore;
                double seconds = (System.nanoTime() - start) / 1e9;
                double due = seconds / round.shape.intervalSeconds * round.shape.targets;
                double nanos = 1e9 / (pagesServed * round.shape.samples);
                Map<ThreadUsage.Work, Double> byWork = new EnumMap<>(ThreadUsage.Work.class);
                if (contender == Contender.WEIR) {
                    threadsAfter.since(threadsBefore).forEach((work, cpu) -> byWork.put(work, cpu * nanos));
                }
                return new Figures.Figure(
                        (after.cpuSeconds() - before.cpuSeconds()) * nanos,
                        after.residentBytes(),
                        pagesServed / due,
                        byWork);
            } catch (java.io.UncheckedIOException e) {
                throw new IllegalStateException(
                        contender.title + " ended by itself:\n" + Files.readString(folder.resolve("output.txt")), e);
            } finally {
                stop(process);
            }
        } finally {
            stop(farm);
            delete(folder);
        }
    }

    private Process startFarm(Shape shape) throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java", "-Xmx400m", "-XX:+UseParallelGC", "-cp",
                        System.getProperty("java.class.path"), Farm.class.getName(), shape.name(), pages.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private long served(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/served"))
                .timeout(Duration.ofSeconds(30))
                .build();
        return Long.parseLong(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private void awaitServed(Process process, Path folder, int port, int pages) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (served(port) < pages) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("it did not scrape every target within a minute:\n"
                        + Files.readString(folder.resolve("output.txt")));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private void end(Path folder) {
        Process left = running;
        if (left != null) {
            left.destroyForcibly();
        }
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private String table(int runs, List<Double> parse, List<Round> rounds, List<Contender> contenders) {
        StringBuilder text = new StringBuilder();
        text.append("| what | who | CPU ns a sample | peer / Weir | resident MB | peer / Weir | scrapes made |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        text.append("| P1: three real pages in turn, 200 targets, bytes to (series, value) | Weir's parser alone | ")
                .append(Figures.spread(parse, 1)).append(" | | | | |\n");
        for (Round round : rounds) {
            Figures ours = results.get(key(Contender.WEIR, round));
            for (Contender contender : contenders) {
                Figures own = results.get(key(contender, round));
                boolean peer = contender != Contender.WEIR;
                text.append("| ").append(peer ? "" : title(round)).append(" | ").append(contender.title)
                        .append(" | ").append(own.nanos())
                        .append(" | ").append(peer ? own.timesNanos(ours) : "")
                        .append(" | ").append(own.megabytes())
                        .append(" | ").append(peer ? own.timesMegabytes(ours) : "")
                        .append(" | ").append(own.share()).append(" |\n");
            }
        }
        text.append(workTable(rounds));
        return text.append("\nMedian of ").append(runs).append(runs == 1 ? " run" : " runs (least to most)")
                .append(", ").append(System.getProperty("os.name")).append(", Java ")
                .append(System.getProperty("java.version")).append(", ")
                .append(Runtime.getRuntime().availableProcessors()).append(" CPUs, ")
                .append(java.time.LocalDate.now(java.time.ZoneOffset.UTC)).append(".\n").toString();
    }

    private String workTable(List<Round> rounds) {
        StringBuilder text = new StringBuilder("\n| where Weir's time goes, ns a sample |");
        rounds.forEach(round -> text.append(' ').append(shape(round)).append(" |"));
        text.append("\n|---|").append("---|".repeat(rounds.size())).append('\n');
        for (ThreadUsage.Work work : ThreadUsage.Work.values()) {
            text.append("| ").append(work.title).append(" |");
            rounds.forEach(round -> text.append(' ')
                    .append(results.get(key(Contender.WEIR, round)).nanos(work)).append(" |"));
            text.append('\n');
        }
        return text.toString();
    }

    private static String shape(Round round) {
        return String.format("%d x %,d every %d s, %s", round.shape.targets, round.shape.samples,
                round.shape.intervalSeconds, round.encoding);
    }

    private static String title(Round round) {
        return String.format("P2, P3: %s, %d s", shape(round), round.windowSeconds);
    }
}
