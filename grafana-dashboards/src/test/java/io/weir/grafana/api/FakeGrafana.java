package io.weir.grafana.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Speaks the part of <a href="https://grafana.com/docs/grafana/latest/developers/http_api/">Grafana's HTTP API</a> that a push needs, with
 * its documented errors: 401, 404, 409, and 412 with {@code version-mismatch} and {@code name-exists}.
 */
final class FakeGrafana implements AutoCloseable {
    static final String TOKEN = "glsa_right";
    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, ObjectNode> folders = new ConcurrentHashMap<>();
    final Map<String, ObjectNode> sources = new ConcurrentHashMap<>();
    final Map<String, ObjectNode> dashboards = new ConcurrentHashMap<>();
    final List<String> writes = new ArrayList<>();

    /** Run before a dashboard is saved: what somebody else does meanwhile. */
    volatile Runnable meanwhile = () -> {};

    private final HttpServer server;

    FakeGrafana() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/grafana/", this::handle);
        server.start();
    }

    /** With a path, as behind a proxy. */
    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/grafana/");
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/grafana".length());
        String method = exchange.getRequestMethod();
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, said("Invalid API key"));
            return;
        }
        if (!method.equals("GET")) {
            writes.add(method + " " + path);
        }
        String uid = path.substring(path.lastIndexOf('/') + 1);
        if (method.equals("GET")) {
            Optional<ObjectNode> found = path.startsWith("/api/folders/")
                    ? Optional.ofNullable(folders.get(uid))
                    : path.startsWith("/api/datasources/uid/")
                            ? Optional.ofNullable(sources.get(uid)).map(FakeGrafana::withoutSecrets)
                            : Optional.ofNullable(dashboards.get(uid));
            answer(exchange, found.isPresent() ? 200 : 404, found.orElseGet(() -> said("not found")));
        } else if (path.equals("/api/folders")) {
            create(exchange, folders, body, "title", 409);
        } else if (path.equals("/api/datasources")) {
            create(exchange, sources, body, "name", 409);
        } else if (path.startsWith("/api/datasources/uid/")) {
            sources.put(uid, body.deepCopy());
            answer(exchange, 200, said("Datasource updated"));
        } else if (path.equals("/api/dashboards/db")) {
            meanwhile.run();
            save(exchange, body);
        } else {
            answer(exchange, 404, said("not found"));
        }
    }

    private static void create(
            HttpExchange exchange, Map<String, ObjectNode> all, JsonNode body, String name, int conflict)
            throws IOException {
        if (all.values().stream().anyMatch(one -> one.path(name).equals(body.path(name)))) {
            answer(exchange, conflict, said("one with the same name already exists"));
            return;
        }
        ObjectNode made = body.deepCopy();
        made.put("id", all.size() + 1);
        all.put(made.path("uid").asText(), made);
        answer(exchange, 200, made);
    }

    private void save(HttpExchange exchange, JsonNode body) throws IOException {
        ObjectNode dashboard = body.path("dashboard").deepCopy();
        String uid = dashboard.path("uid").asText();
        ObjectNode had = dashboards.get(uid);
        int version = had == null ? 0 : had.path("dashboard").path("version").asInt();
        if (had != null && dashboard.path("version").asInt() != version) {
            answer(
                    exchange,
                    412,
                    said("The dashboard has been changed by someone else").put("status", "version-mismatch"));
            return;
        }
        boolean taken = dashboards.values().stream()
                .map(one -> one.path("dashboard"))
                .anyMatch(one -> one.path("title").equals(dashboard.path("title"))
                        && !one.path("uid").equals(dashboard.path("uid")));
        if (taken) {
            answer(
                    exchange,
                    412,
                    said("A dashboard with the same name in the folder already exists")
                            .put("status", "name-exists"));
            return;
        }
        dashboard.put("id", 7).put("version", version + 1);
        ObjectNode stored = JSON.createObjectNode();
        stored.set("dashboard", dashboard);
        stored.putObject("meta").set("folderUid", body.path("folderUid"));
        dashboards.put(uid, stored);
        answer(
                exchange,
                200,
                JSON.createObjectNode()
                        .put("uid", uid)
                        .put("version", version + 1)
                        .put("status", "success"));
    }

    private static ObjectNode withoutSecrets(ObjectNode source) {
        ObjectNode told = source.deepCopy();
        told.remove("secureJsonData");
        told.put("orgId", 1).put("readOnly", false);
        return told;
    }

    private static ObjectNode said(String message) {
        return JSON.createObjectNode().put("message", message);
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] text = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
