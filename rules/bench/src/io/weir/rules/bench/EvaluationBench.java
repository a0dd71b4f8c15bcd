package io.weir.rules.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.weir.collector.head.Head;
import io.weir.rules.promql.Limits;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;

/**
 * P4: the same rules over the same counters, evaluated by Prometheus and by Weir in turn. What is measured is an evaluation of the
 * whole group, by the clock of the wall: as Prometheus says it of itself, and around Weir's.
 */
final class EvaluationBench {
    private static final int TARGETS = 10;
    private static final int WINDOW_SECONDS = 32;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private EvaluationBench() {}

    static void run(int series, int rules, int rounds) throws Exception {
        RuleSeries counters = new RuleSeries(TARGETS, series);
        Path folder = Files.createTempDirectory("weir-bench-rules");
        HttpServer farm = farm(counters);
        Process prometheus = null;
        try (Head head = Head.open(folder.resolve("head"), Duration.ofHours(1), 1_000_000, Clock.systemUTC())) {
            long now = Instant.now().getEpochSecond();
            counters.write(head, now - WINDOW_SECONDS - 2, now);
            PromQl promQl = new PromQl(head, Limits.of(Runtime.getRuntime().maxMemory(), 2));
            int port = freePort();
            prometheus = prometheus(folder, rules, farm.getAddress().getPort(), port);
            measure(counters, promQl, Instant.ofEpochSecond(now), rules, rounds, port);
        } finally {
            farm.stop(0);
            if (prometheus != null) {
                prometheus.destroy();
                prometheus.waitFor();
            }
            delete(folder);
        }
    }

    private static void measure(
            RuleSeries counters, PromQl promQl, Instant at, int rules, int rounds, int port) throws Exception {
        long evaluations = (long) counters.count() * rules;
        awaitFullWindow(counters, port);
        for (int i = 0; i < 5; i++) {
            evaluate(promQl, at, rules);
        }
        List<Double> ofPrometheus = new ArrayList<>();
        List<Double> ofWeir = new ArrayList<>();
        System.out.printf(Locale.ROOT, "%d series x %d rules; each with counter resets%n", counters.count(), rules);
        System.out.println("round   Prometheus ns   Weir ns   (per series and rule)");
        String seen = "";
        for (int round = 0; round < rounds; round++) {
            JsonNode group = group(port);
            while (group.path("lastEvaluation").asText().equals(seen)) {
                Thread.sleep(100);
                group = group(port);
            }
            seen = group.path("lastEvaluation").asText();
            ofPrometheus.add(group.path("evaluationTime").asDouble() * 1e9 / evaluations);
            long start = System.nanoTime();
            long found = evaluate(promQl, at, rules);
            ofWeir.add((System.nanoTime() - start) / (double) evaluations);
            if (found != 0) {
                throw new IllegalStateException("a rule fired that should not: " + found + " elements");
            }
            System.out.printf(
                    Locale.ROOT, "%5d   %13.0f   %7.0f%n", round + 1, ofPrometheus.get(round), ofWeir.get(round));
        }
        double theirs = median(ofPrometheus);
        double ours = median(ofWeir);
        System.out.printf(
                Locale.ROOT,
                "median  %13.0f   %7.0f   Weir is %.1f times as fast; the aim is 100 ns recomputed%n",
                theirs,
                ours,
                theirs / ours);
    }

    private static String expression(int rule) {
        return "rate(bench_total[" + (WINDOW_SECONDS - rule % 3) + "s]) > 1e9";
    }

    private static long evaluate(PromQl promQl, Instant at, int rules) {
        long found = 0;
        for (int rule = 0; rule < rules; rule++) {
            found += ((QueryResult.InstantVector) promQl.query(expression(rule), at)).elements().size();
        }
        return found;
    }

    /** Until every series has a whole window of samples at Prometheus, and one evaluation saw it. */
    private static void awaitFullWindow(RuleSeries counters, int port) throws Exception {
        long needed = (long) counters.count() * (WINDOW_SECONDS - 3);
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (System.nanoTime() < end) {
            Thread.sleep(2000);
            String query = "sum(count_over_time(bench_total[" + WINDOW_SECONDS + "s]))";
            JsonNode value = get(port, "/api/v1/query?query=" + java.net.URLEncoder.encode(query, StandardCharsets.UTF_8))
                    .at("/data/result/0/value/1");
            if (value.asDouble() >= needed) {
                return;
            }
        }
        throw new IllegalStateException("Prometheus did not scrape a whole window within 5 min");
    }

    private static JsonNode group(int port) throws IOException, InterruptedException {
        return get(port, "/api/v1/rules").at("/data/groups/0");
    }

    private static JsonNode get(int port, String path) throws IOException, InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
            return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (java.net.ConnectException e) {
            return JSON.createObjectNode();
        }
    }

    private static HttpServer farm(RuleSeries counters) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "farm");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            int target = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            byte[] page = counters.page(target, Instant.now().getEpochSecond()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            try (var body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        server.start();
        return server;
    }

    private static Process prometheus(Path folder, int rules, int farmPort, int port) throws IOException {
        StringBuilder file = new StringBuilder("groups:\n  - name: bench\n    interval: 5s\n    rules:\n");
        for (int rule = 0; rule < rules; rule++) {
            file.append("      - alert: Bench").append(rule).append("\n        expr: ");
            file.append(expression(rule)).append('\n');
        }
        Files.writeString(folder.resolve("rules.yml"), file);
        StringBuilder config = new StringBuilder("global: {scrape_interval: 1s, scrape_timeout: 1s}\n"
                + "rule_files: [rules.yml]\nscrape_configs:\n");
        for (int target = 0; target < TARGETS; target++) {
            config.append("  - job_name: bench").append(target).append("\n    metrics_path: /").append(target);
            config.append("\n    static_configs: [{targets: ['127.0.0.1:").append(farmPort).append("']}]\n");
        }
        Path configFile = Files.writeString(folder.resolve("prometheus.yml"), config);
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configFile,
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=error")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
