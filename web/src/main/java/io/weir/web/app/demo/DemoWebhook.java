package io.weir.web.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** A webhook receiver for the demo: writes what it gets to {@code demo-webhook.ndjson}, one line a notification. */
public final class DemoWebhook implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_BODY = 1 << 20;
    private static final long LARGEST_FILE = 16L << 20;

    private final HttpServer server;
    private final Path file;
    private final Clock clock;

    private DemoWebhook(HttpServer server, Path file, Clock clock) {
        this.server = server;
        this.file = file;
        this.clock = clock;
    }

    /** Listens on a free port of loopback. */
    public static DemoWebhook start(Path data, Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            DemoWebhook webhook = new DemoWebhook(server, data.resolve("demo-webhook.ndjson"), clock);
            server.createContext("/", webhook::receive);
            server.start();
            return webhook;
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's webhook receiver cannot listen", e);
        }
    }

    /** Where to POST. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
    }

    /** What it wrote so far. */
    public Path file() {
        return file;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("receivedAt", clock.instant().toString());
            line.put("notification", JSON.readTree(body));
            if (Files.exists(file) && Files.size(file) > LARGEST_FILE) {
                Files.delete(file);
            }
            Files.writeString(
                    file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
