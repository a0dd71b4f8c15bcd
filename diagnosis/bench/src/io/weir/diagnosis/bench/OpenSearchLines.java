package io.weir.diagnosis.bench;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A whole OpenSearch that gets a document for each line by {@code _bulk}, as Filebeat and Fluent Bit send them, with a translog that is on disk before
 * the answer. Only its own processor time counts, not that of who reads the files and sends.
 */
final class OpenSearchLines implements AutoCloseable {
    private static final int BULK_BYTES = 5 << 20;
    private static final String INDEX = "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0,\"refresh_interval\":\"1s\","
            + "\"translog.durability\":\"request\"},\"mappings\":{\"properties\":{\"@timestamp\":{\"type\":\"date\"},"
            + "\"process\":{\"type\":\"keyword\"},\"message\":{\"type\":\"text\"}}}}";
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final URI url;
    private final Process process;

    OpenSearchLines(Path folder, String java, String classPath, String main) throws Exception {
        this.folder = Files.createDirectory(folder);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        this.url = URI.create("http://127.0.0.1:" + port);
        this.process = new ProcessBuilder(
                        java, "-Xms1g", "-Xmx1g", "-cp", classPath, main, folder.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("opensearch.log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException(
                        "OpenSearch does not start:\n" + Files.readString(folder.resolve("opensearch.log")));
            }
            Thread.sleep(500);
        }
        send("PUT", "/logs", "application/json", INDEX.getBytes(StandardCharsets.UTF_8));
    }

    private boolean answers() throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(url.resolve("/_cluster/health?wait_for_status=yellow"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends the first {@code most} bytes of each file. */
    Intake takeIn(Path raw, long most) throws Exception {
        double before = WeirLogs.cpuSeconds(process.pid());
        long bytes = 0;
        ByteArrayOutputStream bulk = new ByteArrayOutputStream(BULK_BYTES + 100_000);
        byte[] create = "{\"create\":{\"_index\":\"logs\"}}\n".getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(raw)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getParent().getFileName().toString();
                String time = "2026-11-01T00:00:00.000Z";
                long read = 0;
                try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    for (String line = lines.readLine(); line != null && read < most; line = lines.readLine()) {
                        read += line.length() + 1;
                        if (line.length() > 23 && line.charAt(4) == '-' && line.charAt(19) == ',') {
                            time = line.substring(0, 10) + "T" + line.substring(11, 19) + "." + line.substring(20, 23) + "Z";
                        }
                        bulk.writeBytes(create);
                        bulk.writeBytes(("{\"@timestamp\":\"" + time + "\",\"process\":\"" + name + "\",\"message\":\""
                                        + escaped(line) + "\"}\n")
                                .getBytes(StandardCharsets.UTF_8));
                        if (bulk.size() > BULK_BYTES) {
                            flush(bulk);
                        }
                    }
                }
                bytes += read;
            }
        }
        flush(bulk);
        send("POST", "/logs/_refresh", "application/json", new byte[0]);
        double seconds = WeirLogs.cpuSeconds(process.pid()) - before;
        send("POST", "/logs/_flush", "application/json", new byte[0]);
        return new Intake(bytes, seconds, WeirLogs.size(folder.resolve("node_1").resolve("data")));
    }

    /** The newest hundred records for each question, after a round that is not counted. */
    Latencies ask(List<LogQuestion> questions) throws IOException, InterruptedException {
        return Latencies.of(questions, true, question -> {
            String body = "{\"size\":100,\"track_total_hits\":false,\"sort\":[{\"@timestamp\":\"desc\"}],\"query\":"
                    + question.openSearch() + "}";
            send("POST", "/logs/_search?request_cache=false", "application/json", body.getBytes(StandardCharsets.UTF_8));
        });
    }

    private void flush(ByteArrayOutputStream bulk) throws IOException, InterruptedException {
        if (bulk.size() > 0) {
            String answer = send("POST", "/_bulk?filter_path=errors", "application/x-ndjson", bulk.toByteArray());
            if (answer.contains("true")) {
                throw new IllegalStateException("OpenSearch refuses documents: " + answer);
            }
            bulk.reset();
        }
    }

    private String send(String method, String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", type)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String escaped(String line) {
        StringBuilder text = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
