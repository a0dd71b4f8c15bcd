package io.weir.diagnosis.index;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The way to a server, which can be made worse than it is. */
final class SpoiledPath implements AutoCloseable {
    private final URI to;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger bulks = new AtomicInteger();
    private volatile Spoil spoil = Spoil.NOTHING;
    private volatile int largestBody = Integer.MAX_VALUE;

    /** What goes wrong. */
    enum Spoil {
        NOTHING,
        /** Nobody answers. */
        GONE,
        /** The server does what it is asked, and its answer is lost. */
        LOST_ANSWERS,
        /** The server is too busy. */
        TOO_BUSY
    }

    SpoiledPath(URI to) throws IOException {
        this.to = to;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::pass);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void spoil(Spoil how) {
        spoil = how;
    }

    /** Larger bodies are refused, as a proxy does. */
    void takeAtMost(int bytes) {
        largestBody = bytes;
    }

    /** Bulks that came. */
    int bulks() {
        return bulks.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().equals("/_bulk")) {
                bulks.incrementAndGet();
            }
            Spoil now = spoil;
            if (now == Spoil.GONE) {
                return;
            }
            if (now == Spoil.TOO_BUSY || body.length > largestBody) {
                exchange.sendResponseHeaders(now == Spoil.TOO_BUSY ? 429 : 413, -1);
                return;
            }
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(to.resolve(exchange.getRequestURI().toString()))
                            .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
                            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (now == Spoil.LOST_ANSWERS) {
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
