package io.weir.collector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A JobManager's REST API on loopback that answers what it was told to; anything else is a 404, as in Flink. */
public final class FakeFlink implements AutoCloseable {
    /** One answer. */
    public record Answer(int status, String contentType, String body) {
        static Answer json(String body) {
            return new Answer(200, "application/json; charset=UTF-8", body);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();

    public FakeFlink() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public FakeFlink answer(String path, String json) {
        answers.put(path, Answer.json(json));
        return this;
    }

    public FakeFlink answer(String path, int status, String contentType, String body) {
        answers.put(path, new Answer(status, contentType, body));
        return this;
    }

    /** Serves a capture with one job; {@code prefix} chooses among those of a folder. */
    public FakeFlink capture(String folder, String prefix, String jobId) {
        for (String name : new String[] {"overview", "taskmanagers"}) {
            answer("/" + name, Captures.rest(folder, prefix + name));
        }
        answer("/jobs/overview", Captures.rest(folder, prefix + "jobs-overview"));
        answer("/jobs/" + jobId, Captures.rest(folder, prefix + "job"));
        answer("/jobs/" + jobId + "/exceptions", Captures.rest(folder, prefix + "job-exceptions"));
        answer("/jobs/" + jobId + "/checkpoints", Captures.rest(folder, prefix + "job-checkpoints"));
        return answer("/jobs/" + jobId + "/metrics?get=numRestarts", "[]");
    }

    public int requests(String path) {
        return requests.getOrDefault(path, new AtomicInteger()).get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.computeIfAbsent(path, p -> new AtomicInteger()).incrementAndGet();
        Answer answer = answers.getOrDefault(
                path, new Answer(404, "application/json", "{\"errors\":[\"Not found: " + path + "\"]}"));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
