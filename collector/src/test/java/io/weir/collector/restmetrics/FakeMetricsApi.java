package io.weir.collector.restmetrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A JobManager's metrics on loopback: a path without a query lists names, {@code ?get=a,b} gives values, a request line that Netty
 * would refuse is refused, and what it does not know is a 404.
 */
final class FakeMetricsApi implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Map<String, String>> metrics = new ConcurrentHashMap<>();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();

    FakeMetricsApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void metrics(String path, Map<String, String> values) {
        metrics.put(path, values);
    }

    void forget(String path) {
        metrics.remove(path);
    }

    void document(String path, String json) {
        documents.put(path, json);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = exchange.getRequestURI().getQuery();
        requests.add(exchange.getRequestURI().toString());
        int length = exchange.getRequestURI().toString().length() + "GET  HTTP/1.1".length();
        Map<String, String> values = metrics.get(path);
        if (length > 4096) {
            answer(exchange, 414, "{}");
        } else if (values != null) {
            answer(exchange, 200, query == null ? names(values) : values(values, query.substring("get=".length())));
        } else if (documents.containsKey(path)) {
            answer(exchange, 200, documents.get(path));
        } else {
            answer(exchange, 404, "{\"errors\":[\"unknown\"]}");
        }
    }

    private static String names(Map<String, String> values) {
        List<String> entries = new ArrayList<>();
        values.keySet().forEach(id -> entries.add("{\"id\":\"" + id + "\"}"));
        return entries.toString();
    }

    private static String values(Map<String, String> values, String asked) {
        List<String> entries = new ArrayList<>();
        Arrays.stream(asked.split(","))
                .filter(values::containsKey)
                .forEach(id -> entries.add("{\"id\":\"" + id + "\",\"value\":\"" + values.get(id) + "\"}"));
        return entries.toString();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
