package io.weir.diagnosis.bench;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A whole Weir that follows log files. */
final class WeirLogs implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final Path raw;
    private final Path followed;
    private final int port;
    private final Process process;

    WeirLogs(List<String> command, Path folder, Path raw, int files) throws Exception {
        this.data = folder.resolve("data");
        this.raw = raw;
        this.followed = Files.createDirectory(folder.resolve("followed"));
        this.port = freePort();
        StringBuilder config = new StringBuilder("data: " + data + "\nserver: {port: " + port + "}\nlogs: {retention: 3650d,"
                + " maximum_size: 100GiB}\nclusters:\n  - name: farm\n    rest: http://127.0.0.1:1\n    logs:\n");
        for (int file = 0; file < files; file++) {
            Path directory = Files.createDirectory(followed.resolve("taskmanager-" + file));
            config.append("      - {process: taskmanager-" + file + ", directory: " + directory + "}\n");
        }
        Path file = Files.writeString(folder.resolve("weir.yaml"), config);
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("serve", "--config", file.toString()));
        this.process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("weir.log").toFile())
                .start();
        awaitReady(folder.resolve("weir.log"));
    }

    /** Lets Weir find the files, and waits until it has all of them on disk and in the index. */
    Intake takeIn(long bytes) throws Exception {
        double before = cpuSeconds(process.pid());
        try (Stream<Path> files = Files.walk(raw)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.createLink(followed.resolve(raw.relativize(file).toString()), file);
            }
        }
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(60);
        while (metric("weir_log_tail_bytes_total") < bytes || metric("weir_log_unindexed_bytes") > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Weir did not take the logs in within 60 min");
            }
            Thread.sleep(500);
        }
        return new Intake(bytes, cpuSeconds(process.pid()) - before, size(data.resolve("logs")));
    }

    /** The newest hundred records for each question, after a round that is not counted. */
    Latencies ask(List<LogQuestion> questions) throws IOException, InterruptedException {
        return Latencies.of(questions, true, this::search);
    }

    private void search(LogQuestion question) throws IOException, InterruptedException {
        String query = URLEncoder.encode(question.query(), StandardCharsets.UTF_8);
        HttpResponse<String> answer = get("/api/v1/logs/search?limit=100&from=" + question.from() + "&to=" + question.to()
                + "&q=" + query);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
    }

    /**
     * Asks again and again while logs come at a pace, which are the bytes of a file, to a file that is followed.
     *
     * @return how long answers took meanwhile
     */
    Latencies askWhileTakingIn(List<LogQuestion> questions, Path more, double bytesPerSecond) throws Exception {
        Path log = followed.resolve("taskmanager-0").resolve("flink-busy.log");
        Files.createFile(log);
        Thread writer = new Thread(() -> Pouring.pour(more, log, bytesPerSecond), "writer");
        writer.setDaemon(true);
        writer.start();
        Latencies latencies = new Latencies();
        for (int i = 0; writer.isAlive(); i++) {
            latencies.time(questions.get(i % questions.size()), this::search);
            Thread.sleep(10);
        }
        return latencies;
    }

    /** The most memory that it had so far. */
    long peakResidentBytes() throws IOException {
        Matcher matcher = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$")
                .matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
        return matcher.find() ? 1024 * Long.parseLong(matcher.group(1)) : 0;
    }

    static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
        }
    }

    private double metric(String name) throws IOException, InterruptedException {
        Matcher matcher = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*\\})? (\\S+)$").matcher(get("/metrics").body());
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + Files.readString(data.resolve("admin.token")).strip())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private void awaitReady(Path log) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (Files.exists(data.resolve("admin.token")) && get("/-/ready").statusCode() == 200) {
                    return;
                }
            } catch (ConnectException e) {
                // Not yet.
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("Weir is not ready:\n" + Files.readString(log));
    }

    /** Of the whole process, as Linux counts it: hundredths of a second in fields 14 and 15 of proc(5)'s stat. */
    static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
