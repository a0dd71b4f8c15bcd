package io.weir.collector.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A store that answers writes as a test wants, speaking real HTTP; it keeps what it took. */
final class FakeStore implements AutoCloseable {
    /** How one request is answered. */
    interface Answering {
        void answer(HttpExchange exchange, byte[] body) throws IOException, InterruptedException;
    }

    final List<byte[]> taken = new CopyOnWriteArrayList<>();
    final List<Long> requestNanos = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    volatile Answering answering = (exchange, body) -> take(exchange, body);

    FakeStore() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requestNanos.add(System.nanoTime());
            try (exchange) {
                answering.answer(exchange, exchange.getRequestBody().readAllBytes());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void take(HttpExchange exchange, byte[] body) throws IOException {
        taken.add(body);
        exchange.sendResponseHeaders(204, -1);
    }

    static void refuse(HttpExchange exchange, int status, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        byte[] body = "refused by the test".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
