package io.weir.web.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A JobManager's REST API and pages of metrics on loopback, answering with a capture of one job. */
final class CapturedFlink implements AutoCloseable {
    private final String folder;
    private final String jobId;
    private final HttpServer server;

    CapturedFlink(String folder, String jobId) {
        this.folder = folder;
        this.jobId = jobId;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = path.startsWith("/metrics/") ? page(path.substring("/metrics/".length())) : rest(path);
        try (exchange) {
            exchange.getResponseHeaders()
                    .set("Content-Type", path.startsWith("/metrics/") ? "text/plain" : "application/json");
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private byte @Nullable [] rest(String path) throws IOException {
        if (path.equals("/jobs/" + jobId + "/metrics")) {
            return "[{\"id\": \"numRestarts\", \"value\": \"0\"}]".getBytes(StandardCharsets.UTF_8);
        }
        String told = inspected(path);
        if (told != null) {
            return told.getBytes(StandardCharsets.UTF_8);
        }
        String name =
                switch (path.replace(jobId, "ID")) {
                    case "/overview" -> "overview";
                    case "/taskmanagers" -> "taskmanagers";
                    case "/jobs/overview" -> "jobs-overview";
                    case "/jobs/ID" -> "job";
                    case "/jobs/ID/checkpoints" -> "job-checkpoints";
                    case "/jobs/ID/exceptions" -> "job-exceptions";
                    default -> "";
                };
        return name.isEmpty() ? null : read(name + ".json");
    }

    /** What Flink tells only when it is asked; the captures have none of it. Flame graphs are off, as by default. */
    private static @Nullable String inspected(String path) {
        if (path.endsWith("/flamegraph")) {
            return "{\"endTimestamp\": -2, \"data\": null}";
        }
        if (path.endsWith("/thread-dump")) {
            return "{\"threadInfos\": [{\"threadName\": \"main\", \"stringifiedThreadInfo\":"
                    + " \"\\\"main\\\" Id=1 RUNNABLE\\n\\tat a.B.c(B.java:1)\\n\"}]}";
        }
        if (path.equals("/jobmanager/config")) {
            return "[{\"key\": \"s3.secret-key\", \"value\": \"canary-in-flink\"},"
                    + "{\"key\": \"parallelism.default\", \"value\": \"1\"}]";
        }
        return null;
    }

    private byte @Nullable [] page(String process) throws IOException {
        byte[] packed = read(process + ".prom.gz");
        if (packed == null) {
            return null;
        }
        try (InputStream page = new GZIPInputStream(new java.io.ByteArrayInputStream(packed))) {
            return page.readAllBytes();
        }
    }

    private byte @Nullable [] read(String file) throws IOException {
        try (InputStream stream = CapturedFlink.class.getResourceAsStream("flink/" + folder + "/" + file)) {
            return stream == null ? null : stream.readAllBytes();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
