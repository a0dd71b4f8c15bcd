package io.weir.rules.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./weir bench notify [EVENTS [ROUNDS]]}: P6, what it costs to tell a webhook of 10,000 events at once, each a group of its own, and what a
 * kill -9 in the middle loses and doubles; Weir beside Alertmanager, in turn, on the same events. The figures are CPU time of the whole process as the
 * operating system counts it, after rounds that are not counted. Weir's events are on the disk before they are told; Alertmanager keeps alerts in memory,
 * so what sent them sends them again after the kill, as Prometheus does.
 */
public final class NotifyBench {
    static final String SUMMARY = "Job orders failed: java.lang.IllegalStateException: no such order ";
    static final String DESCRIPTION =
            "The job left RUNNING for FAILED and was not restarted. Its last checkpoint was 41 s before; what came since is read again.";
    static final String ADVICE = "Read the exception, then restart the job from its last checkpoint.";

    /** So many rounds pass until the JVM has compiled what a storm runs through; the first one is shown beside. */
    private static final int WARM_UP = 8;

    private final int events;
    private final int rounds;
    private final Path folder = Files.createTempDirectory("weir-bench-notify");
    private final BenchWebhook webhook = new BenchWebhook();
    private final HttpClient http = HttpClient.newHttpClient();

    private NotifyBench(int events, int rounds) throws IOException {
        this.events = events;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        List<String> words = List.of(args);
        int dashes = words.indexOf("--");
        List<String> own = dashes < 0 ? words : words.subList(0, dashes);
        int events = own.isEmpty() ? 10_000 : Integer.parseInt(own.get(0));
        int rounds = own.size() < 2 ? 5 : Integer.parseInt(own.get(1));
        new NotifyBench(events, rounds).run();
    }

    /** One of the two that are compared. */
    private interface Side {
        Process start() throws Exception;

        void fire(Process process, String round) throws Exception;

        /** The events of a round are over. */
        void resolve(Process process, String round) throws Exception;

        /** After a kill: whatever those do that sent the events. */
        void restarted(Process process, String round) throws Exception;
    }

    private void run() throws Exception {
        try {
            List<Double> theirs = new ArrayList<>();
            List<Double> ours = new ArrayList<>();
            double theirFirst = 0;
            double ourFirst = 0;
            Side alertmanager = new Alertmanager();
            Side weir = new Weir();
            Process their = alertmanager.start();
            Process our = weir.start();
            try {
                for (int round = -WARM_UP; round < rounds; round++) {
                    double theirMicros = measure(alertmanager, their, "am" + (round + WARM_UP));
                    double ourMicros = measure(weir, our, "w" + (round + WARM_UP));
                    if (round == -WARM_UP) {
                        theirFirst = theirMicros;
                        ourFirst = ourMicros;
                    }
                    if (round >= 0) {
                        theirs.add(theirMicros);
                        ours.add(ourMicros);
                    }
                    System.err.printf(
                            Locale.ROOT,
                            "round %d: Alertmanager %.0f, Weir %.0f us of CPU an event%s%n",
                            round + 1,
                            theirMicros,
                            ourMicros,
                            round < 0 ? " (not counted)" : "");
                }
            } finally {
                their.destroyForcibly().waitFor();
                our.destroyForcibly().waitFor();
            }
            int[] theirKill = kill(alertmanager, "amkill");
            int[] ourKill = kill(weir, "wkill");
            report();
            row("Alertmanager", theirs, theirFirst, theirKill);
            row("Weir", ours, ourFirst, ourKill);
            System.out.printf(
                    Locale.ROOT,
                    "%nWeir takes %.2f of Alertmanager's CPU time; the aims are 60 us, nothing lost, at most 8 doubled%n",
                    median(ours) / median(theirs));
        } finally {
            webhook.close();
            try (var paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private double measure(Side side, Process process, String round) throws Exception {
        webhook.forget();
        double before = cpuMillis(process.pid());
        side.fire(process, round);
        if (!webhook.await(events, 180_000)) {
            throw new IllegalStateException(webhook.distinct(round) + " of " + events + " events came within 3 min");
        }
        // What came of the last sends is still to be written.
        Thread.sleep(500);
        double micros = (cpuMillis(process.pid()) - before) * 1000 / events;
        // Each round begins with nothing that fires: a storm is over before the next.
        webhook.forget();
        side.resolve(process, round);
        if (!webhook.await(events, 180_000)) {
            throw new IllegalStateException(webhook.distinct(round) + " of " + events + " ends came within 3 min");
        }
        return micros;
    }

    /** What is lost and what is doubled by a kill in the middle. */
    private int[] kill(Side side, String round) throws Exception {
        webhook.forget();
        Process process = side.start();
        try {
            side.fire(process, round + "warm");
            webhook.await(events, 180_000);
            webhook.forget();
            side.fire(process, round);
            webhook.await(events / 2, 180_000);
            process.destroyForcibly().waitFor();
            int before = webhook.distinct(round);
            process = side.start();
            side.restarted(process, round);
            webhook.await(events, 60_000);
            Thread.sleep(3000);
            System.err.println(round + ": " + before + " were told before the kill");
            return new int[] {events - webhook.distinct(round), webhook.doubled(round)};
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "%d events at once, each a group of its own, to one webhook; %d rounds in turn after %d that are not counted%n%n",
                events,
                rounds,
                WARM_UP);
        System.out.println(
                "| | CPU us an event, median (least to most) | the first round of the process | lost by a kill -9 | doubled |");
        System.out.println("|---|---|---|---|---|");
    }

    private static void row(String name, List<Double> micros, double first, int[] kill) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f (%.0f to %.0f) | %.0f | %d | %d |%n",
                name,
                median(micros),
                micros.stream().min(Double::compare).orElse(Double.NaN),
                micros.stream().max(Double::compare).orElse(Double.NaN),
                first,
                kill[0],
                kill[1]);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** User and system time of a process; a tick is 10 ms on Linux. */
    private static double cpuMillis(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10.0;
    }

    private final class Weir implements Side {
        private final Path data = Files.createDirectory(folder.resolve("weir"));

        Weir() throws IOException {}

        @Override
        public Process start() throws Exception {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            NotifyProcess.class.getName(),
                            data.toString(),
                            webhook.url())
                    .redirectError(folder.resolve("weir.log").toFile())
                    .start();
            expect(process, "ready");
            return process;
        }

        @Override
        public void fire(Process process, String round) throws Exception {
            tell(process, "fire", round);
        }

        @Override
        public void resolve(Process process, String round) throws Exception {
            tell(process, "resolve", round);
        }

        private void tell(Process process, String verb, String round) throws IOException {
            Writer commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
            commands.write(verb + " " + round + " " + events + "\n");
            commands.flush();
            expect(process, "stored");
        }

        private void expect(Process process, String word) throws IOException {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = lines.readLine();
            while (line != null && !line.equals(word)) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("Weir ended: " + Files.readString(folder.resolve("weir.log")));
            }
        }

        @Override
        public void restarted(Process process, String round) {
            // It knows by itself.
        }
    }

    private final class Alertmanager implements Side {
        private final Path data = Files.createDirectory(folder.resolve("alertmanager"));
        private final int port = freePort();

        Alertmanager() throws IOException {}

        @Override
        public Process start() throws Exception {
            Path config = Files.writeString(
                    folder.resolve("alertmanager.yml"),
                    """
                    route: {receiver: bench, group_by: ['...'], group_wait: 0s, group_interval: 10s, repeat_interval: 4h}
                    receivers:
                      - name: bench
                        webhook_configs: [{url: '%s'}]
                    """
                            .formatted(webhook.url()));
            Process process = new ProcessBuilder(
                            "prometheus-alertmanager",
                            "--config.file=" + config,
                            "--storage.path=" + data,
                            "--web.listen-address=127.0.0.1:" + port,
                            "--cluster.listen-address=",
                            "--log.level=warn")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("alertmanager.log").toFile())
                    .start();
            for (int i = 0; i < 200 && !ready(); i++) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return process;
        }

        private boolean ready() throws InterruptedException {
            try {
                return http.send(
                                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void fire(Process process, String round) throws Exception {
            post(round, "\"startsAt\":\"" + Instant.now() + "\"");
        }

        @Override
        public void resolve(Process process, String round) throws Exception {
            post(round, "\"endsAt\":\"" + Instant.now() + "\"");
        }

        private void post(String round, String time) throws IOException, InterruptedException {
            for (int from = 0; from < events; from += 1000) {
                StringBuilder alerts = new StringBuilder("[");
                for (int i = from; i < Math.min(events, from + 1000); i++) {
                    alerts.append(i == from ? "" : ",")
                            .append(
                                    """
                                    {"labels":{"alertname":"JobFailed","severity":"critical","cluster":"cluster-%d","job_id":"%s-%d","job_name":"orders-%d"},\
                                    "annotations":{"summary":"%s%d","description":"%s","advice":"%s"},%s}"""
                                            .formatted(i % 20, round, i, i, SUMMARY, i, DESCRIPTION, ADVICE, time));
                }
                int status = http.send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"))
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(alerts.append("]").toString()))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status != 200) {
                    throw new IllegalStateException("Alertmanager answered " + status);
                }
            }
        }

        @Override
        public void restarted(Process process, String round) throws Exception {
            fire(process, round);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
