package io.weir.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.rules.notify.Receiver;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.webhook.WebhookConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver on loopback that keeps what it is sent and answers as it is told. */
public final class FakeWebhook implements AutoCloseable {
    /** How a request is answered. */
    public interface Answer {
        void to(HttpExchange exchange, int number) throws IOException, InterruptedException;
    }

    /** One request. */
    public record Request(String idempotencyKey, String contentType, String text) {
        public JsonNode json() {
            try {
                return new ObjectMapper().readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Answer answer = status(200, "ok");

    public FakeWebhook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static Answer status(int status, String body, String... headers) {
        return (exchange, number) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Map<String, List<String>> headers = exchange.getRequestHeaders();
            requests.add(new Request(
                    String.join(",", headers.getOrDefault("Idempotency-key", List.of())),
                    String.join(",", headers.getOrDefault("Content-type", List.of())),
                    text));
            answer.to(exchange, requests.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void answers(Answer newAnswer) {
        answer = newAnswer;
    }

    public List<Request> requests() {
        return requests;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** A receiver that posts to a path of it. */
    public Receiver receiver(String path, String name, boolean sendResolved, Duration timeout, Duration giveUpAfter) {
        return receiver(uri(path), name, sendResolved, timeout, giveUpAfter);
    }

    /** A receiver with one webhook. */
    public static Receiver receiver(
            URI uri, String name, boolean sendResolved, Duration timeout, Duration giveUpAfter) {
        return new Receiver(
                name,
                List.of(WebhookConfig.plain(
                        new SecretText(uri.toString()),
                        sendResolved,
                        HttpOptions.DEFAULTS.within(timeout),
                        giveUpAfter)));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
