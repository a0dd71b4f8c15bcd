package io.weir.rules.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * P5: from the moment when a page shows a breach to the moment when a webhook has the body that says so. Both look at the page every second,
 * evaluate the same expression, and wait for nothing before they tell: Weir, and Prometheus with Alertmanager. Breaches begin at random
 * moments, each in a job and a cluster of its own, for many at once in one cluster are a storm, which Weir tells in few messages.
 */
final class BreachBench {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Two breaches begin this far apart on the average, so that no message waits for another one's. */
    private static final int MEAN_GAP_MS = 150;

    private static final long FINE = 1_000;
    private static final long BREACHED = 1_000_000;

    /**
     * When Prometheus evaluates after it scraped is settled by the hashes of a target and a group, once for as long as it runs; so it is
     * started more than once.
     */
    private static final int PER_ROUND = 100;

    private final int trials;
    private final int rounds;
    private final List<double[]> theirs = new ArrayList<>();
    private final List<double[]> ours = new ArrayList<>();
    private final List<String> weir;
    private final long[] begunNanos;
    private final long[] toldNanos;
    private final boolean[] breached;
    private final List<Process> running = new ArrayList<>();
    private long pages;

    BreachBench(int breaches, List<String> weir) {
        this.trials = Math.min(breaches, PER_ROUND);
        this.rounds = (breaches + PER_ROUND - 1) / PER_ROUND;
        this.weir = weir;
        this.begunNanos = new long[trials];
        this.toldNanos = new long[trials];
        this.breached = new boolean[trials];
    }

    void run() throws Exception {
        Path folder = Files.createTempDirectory("weir-bench-breach");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.forEach(Process::destroyForcibly)));
        HttpServer page = server(this::page);
        HttpServer webhook = server(this::hear);
        try {
            for (int round = 1; round <= rounds; round++) {
                Path ofRound = Files.createDirectory(folder.resolve("round-" + round));
                theirs.add(measure(() -> startPeers(ofRound, port(page), port(webhook))));
                ours.add(measure(() -> startWeir(ofRound, port(page), port(webhook))));
                System.err.printf(
                        Locale.ROOT,
                        "round %d of %d: medians %.0f ms, Weir %.0f ms%n",
                        round,
                        rounds,
                        quantile(theirs.get(round - 1), 0.5),
                        quantile(ours.get(round - 1), 0.5));
            }
            report();
        } catch (IllegalStateException e) {
            try (var logs = Files.walk(folder)) {
                for (Path log : logs.filter(path -> path.toString().endsWith(".log")).toList()) {
                    System.err.println(log.getFileName() + ":\n" + Files.readString(log));
                }
            }
            throw e;
        } finally {
            page.stop(0);
            webhook.stop(0);
            stopAll();
            delete(folder);
        }
    }

    private interface Start {
        void run() throws IOException;
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "%d breaches in %d rounds, each with processes of its own%n%n",
                trials * rounds,
                rounds);
        System.out.println("| from a page to a webhook, ms | p50 | p90 | p99 | most |");
        System.out.println("|---|---|---|---|---|");
        row("Prometheus and Alertmanager", theirs);
        row("Weir", ours);
        System.out.printf(
                Locale.ROOT,
                "%nWeir's median is %.2f of theirs; the aims are 650 ms and, for p99, 1200 ms%n",
                quantile(all(ours), 0.5) / quantile(all(theirs), 0.5));
    }

    private static void row(String name, List<double[]> byRound) {
        double[] millis = all(byRound);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.0f | %.0f |%n",
                name,
                quantile(millis, 0.5),
                quantile(millis, 0.9),
                quantile(millis, 0.99),
                millis[millis.length - 1]);
    }

    private static double[] all(List<double[]> byRound) {
        return byRound.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    }

    private double[] measure(Start start) throws Exception {
        synchronized (this) {
            Arrays.fill(breached, false);
            Arrays.fill(toldNanos, 0);
            pages = 0;
        }
        start.run();
        awaitPages(20);
        Random random = new Random(7);
        for (int trial = 0; trial < trials; trial++) {
            Thread.sleep(random.nextInt(2 * MEAN_GAP_MS));
            synchronized (this) {
                breached[trial] = true;
                begunNanos[trial] = System.nanoTime();
            }
        }
        awaitTold();
        stopAll();
        double[] millis = new double[trials];
        for (int trial = 0; trial < trials; trial++) {
            millis[trial] = (toldNanos[trial] - begunNanos[trial]) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static double quantile(double[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    }

    /** A process that has looked so often has compiled what it does each time, and has all of its parts up. */
    private synchronized void awaitPages(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (pages < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the page was not scraped " + count + " times within 3 min");
            }
            wait(1000);
        }
    }

    private synchronized void awaitTold() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (Arrays.stream(toldNanos).anyMatch(told -> told == 0)) {
            if (System.nanoTime() > end) {
                long untold = Arrays.stream(toldNanos).filter(told -> told == 0).count();
                throw new IllegalStateException(untold + " breaches were not told within 2 min");
            }
            wait(1000);
        }
    }

    private void page(HttpExchange exchange) throws IOException {
        StringBuilder text = new StringBuilder("# TYPE flink_jobmanager_job_lastCheckpointDuration gauge\n");
        synchronized (this) {
            for (int trial = 0; trial < trials; trial++) {
                text.append("flink_jobmanager_job_lastCheckpointDuration{cluster=\"cluster-").append(trial);
                text.append("\",host=\"jobmanager\",job_id=\"").append(jobId(trial));
                text.append("\",job_name=\"job_").append(trial).append("\",} ");
                text.append(breached[trial] ? BREACHED : FINE).append(".0\n");
            }
            pages++;
            notifyAll();
        }
        answer(exchange, text.toString());
    }

    private static String jobId(int trial) {
        return String.format(Locale.ROOT, "%032x", trial);
    }

    private void hear(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        long now = System.nanoTime();
        synchronized (this) {
            for (JsonNode alert : body.path("alerts")) {
                String id = alert.at("/labels/job_id").asText();
                if (alert.path("status").asText().equals("firing") && id.length() == 32) {
                    int trial = Integer.parseInt(id, 16);
                    toldNanos[trial] = toldNanos[trial] == 0 ? now : toldNanos[trial];
                }
            }
            notifyAll();
        }
        answer(exchange, "ok");
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private void startWeir(Path folder, int page, int webhook) throws IOException {
        Path config = Files.writeString(
                folder.resolve("weir.yaml"),
                """
                data: %s
                server: {port: %d}
                scrape: {interval: 1s, timeout: 1s}
                scrape_configs:
                  - job_name: farm
                    static_configs: [{targets: ['127.0.0.1:%d'], labels: {cluster: farm, process: jobmanager}}]
                    scrape: {honor_labels: true}
                notifications:
                  webhooks: [{name: bench, url: 'http://127.0.0.1:%d/'}]
                """
                        .formatted(folder.resolve("data"), freePort(), page, webhook));
        List<String> command = new ArrayList<>(weir);
        command.addAll(List.of("serve", "--config", config.toString()));
        start(folder, "weir", command);
    }

    private void startPeers(Path folder, int page, int webhook) throws IOException {
        int alertmanager = freePort();
        Path receivers = Files.writeString(
                folder.resolve("alertmanager.yml"),
                """
                route: {receiver: bench, group_by: [job_id], group_wait: 0s, group_interval: 1m}
                receivers:
                  - name: bench
                    webhook_configs: [{url: 'http://127.0.0.1:%d/'}]
                """
                        .formatted(webhook));
        start(
                folder,
                "alertmanager",
                List.of(
                        "prometheus-alertmanager",
                        "--config.file=" + receivers,
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + alertmanager,
                        "--cluster.listen-address=",
                        "--log.level=warn"));
        Files.writeString(
                folder.resolve("rules.yml"),
                """
                groups:
                  - name: bench
                    rules:
                      - alert: CheckpointLong
                        expr: max by (cluster, job_id, job_name) (flink_jobmanager_job_lastCheckpointDuration) > 300000
                """);
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"),
                """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:%d']}]}]}
                scrape_configs:
                  - job_name: farm
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """
                        .formatted(alertmanager, page));
        start(
                folder,
                "prometheus",
                List.of(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:" + freePort(),
                        "--log.level=warn"));
    }

    private void start(Path folder, String name, List<String> command) throws IOException {
        running.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start());
    }

    private void stopAll() throws InterruptedException {
        for (Process process : running) {
            process.destroy();
        }
        for (Process process : running) {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        running.clear();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static HttpServer server(Handler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(Executors.newFixedThreadPool(8, task -> {
            Thread thread = new Thread(task, "bench-http");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", handler::handle);
        server.start();
        return server;
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
