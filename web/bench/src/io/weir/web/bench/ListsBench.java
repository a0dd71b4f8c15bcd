package io.weir.web.bench;

import io.weir.diagnosis.bench.Pouring;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long the API's lists take while Weir is under the load of the other benchmarks: a hundred targets of 1,461 samples are scraped every two
 * seconds, and then 10 MB of logs come in each second besides.
 */
public final class ListsBench {
    private static final int TARGETS = 100;
    private static final double LOG_PACE = 10e6;
    private static final int ROUNDS = 200;
    private static final int WARM_SECONDS = 40;
    private static final String SEARCH = "/api/v1/logs/search?q=level:WARN&from=now-1d";
    private static final List<String> LISTS = List.of(
            "/api/v1/jobs",
            "/api/v1/events?limit=100",
            "/api/v1/incidents",
            "/api/v1/clusters",
            "/api/v1/rules",
            SEARCH);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final Path logs;
    private final int port;
    private final Process weir;

    private ListsBench(Path folder, List<String> command, int farm) throws Exception {
        this.folder = folder;
        this.logs = Files.createDirectories(folder.resolve("logs"));
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
        StringBuilder config = new StringBuilder("data: " + folder.resolve("data") + "\nserver: {port: " + port
                + "}\nscrape: {interval: 2s, timeout: 2s}\nclusters:\n  - name: farm\n    rest: http://127.0.0.1:" + farm
                + "\n    logs:\n      - {process: taskmanager-0, directory: " + logs + "}\n    targets:\n");
        for (int target = 0; target < TARGETS; target++) {
            config.append("      - {process: taskmanager-" + target + ", url: 'http://127.0.0.1:" + farm + "/identity/"
                    + target + "'}\n");
        }
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("serve", "--config", Files.writeString(folder.resolve("weir.yaml"), config).toString()));
        this.weir = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("weir.log").toFile())
                .start();
    }

    public static void main(String[] args) throws Exception {
        List<String> command = Arrays.asList(args).subList(Arrays.asList(args).indexOf("--") + 1, args.length);
        Path folder = Files.createTempDirectory("weir-bench");
        Process farm = java("io.weir.collector.bench.Farm", "MEDIUM", System.getProperty("weir.bench.pages"));
        Process running = null;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(farm.getInputStream(), StandardCharsets.UTF_8))) {
            ListsBench bench = new ListsBench(folder, command, Integer.parseInt(out.readLine()));
            running = bench.weir;
            bench.run();
        } finally {
            end(running);
            end(farm);
            delete(folder);
        }
    }

    private static Process java(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private void run() throws Exception {
        Path more = folder.resolve("more.log");
        Path some = folder.resolve("some.log");
        generate(some, 20e6, 5);
        generate(more, LOG_PACE * 60, 4);
        awaitReady();
        Files.move(some, logs.resolve("flink-earlier.log"));
        TimeUnit.SECONDS.sleep(WARM_SECONDS);
        if (!new String(get(SEARCH).body(), StandardCharsets.UTF_8).contains("WARN")) {
            throw new IllegalStateException("the search finds nothing, so that it shows nothing: " + SEARCH);
        }
        ask(ROUNDS / 4); // What the JVM has not compiled says little about the hundredth request.
        Map<String, String> scraping = ask(ROUNDS);
        Thread writer = new Thread(() -> Pouring.pour(more, logs.resolve("flink-busy.log"), LOG_PACE), "writer");
        writer.setDaemon(true);
        writer.start();
        TimeUnit.SECONDS.sleep(5);
        Map<String, String> both = ask(ROUNDS);
        System.out.println("\n| lists, p50 / p99 ms, while | 100 x 1,461 samples come every 2 s | and 10 MB/s of logs too |");
        System.out.println("|---|---|---|");
        scraping.forEach((list, times) -> System.out.println("| `" + list + "` | " + times + " | " + both.get(list) + " |"));
        if (!writer.isAlive()) {
            System.out.println("\nThe logs ended before the lists did.");
        }
    }

    /** A line each few milliseconds, so that some hours of them end before now. */
    private static void generate(Path file, double bytes, int hoursAgo) throws Exception {
        Process generator = java(
                "io.weir.diagnosis.bench.LogGenerator",
                System.getProperty("weir.bench.logs"),
                file.toString(),
                String.format(Locale.ROOT, "%.0f", bytes),
                "" + (System.currentTimeMillis() - TimeUnit.HOURS.toMillis(hoursAgo)));
        if (generator.waitFor() != 0) {
            throw new IllegalStateException("the logs could not be made");
        }
    }

    /** Each list in turn, one request after the other, and a pause such as people make. */
    private Map<String, String> ask(int rounds) throws Exception {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String list : LISTS) {
                long start = System.nanoTime();
                HttpResponse<byte[]> answer = get(list);
                times.computeIfAbsent(list, key -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException(list + " answered " + answer.statusCode());
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        Map<String, String> said = new LinkedHashMap<>();
        times.forEach((list, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            said.put(list, String.format(Locale.ROOT, "%.1f / %.1f", rank(sorted, 0.5), rank(sorted, 0.99)));
        });
        return said;
    }

    private static double rank(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(sorted.size() * share) - 1);
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        String token = Files.readString(folder.resolve("data").resolve("admin.token")).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private void awaitReady() throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (true) {
            try {
                if (get("/-/ready").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet, or has not written its token.
            }
            if (!weir.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("Weir did not start:\n" + Files.readString(folder.resolve("weir.log")));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static void end(Process process) throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
