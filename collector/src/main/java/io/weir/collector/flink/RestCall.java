package io.weir.collector.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One GET with one deadline, from connecting to the last byte of JSON. Thread-safe. */
final class RestCall {
    /** A plan of thousands of vertices stays below this. */
    private static final int BODY_LIMIT = 64 << 20;

    private static final int EXCERPT = 120;

    /** Makes a value of an answer. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonNode answer) throws FlinkRestException;
    }

    private final ObjectMapper json = new ObjectMapper();
    private final String base;
    private final Duration timeout;
    private final ExecutorService callbacks;
    private final HttpClient client;

    RestCall(URI rest, Duration timeout) {
        String address = rest.toString();
        this.base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        this.timeout = timeout;
        this.callbacks = Executors.newFixedThreadPool(1, task -> {
            Thread thread = new Thread(task, "weir-rest " + rest.getAuthority());
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(callbacks)
                .build();
    }

    <T> T read(String path, Reader<T> reader) throws FlinkRestException {
        HttpResponse<byte[]> response = good(path, "application/json", BODY_LIMIT);
        try {
            return reader.read(json.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new FlinkRestException(
                    path + ": answered no JSON" + excerpt(response.body()), FlinkRestException.NO_STATUS);
        } catch (FlinkRestException e) {
            throw new FlinkRestException(path + ": " + e.getMessage(), e.status());
        } catch (IOException | IllegalArgumentException e) {
            throw new FlinkRestException(
                    path + ": answer not understood: " + e.getMessage(), FlinkRestException.NO_STATUS);
        }
    }

    /** A body as it is, of at most {@code limit} bytes. */
    byte[] bytes(String path, int limit) throws FlinkRestException {
        return good(path, "*/*", limit).body();
    }

    private HttpResponse<byte[]> good(String path, String accept, int limit) throws FlinkRestException {
        HttpResponse<byte[]> response = send(path, accept, limit);
        if (response.statusCode() != 200) {
            throw new FlinkRestException(
                    path + ": HTTP " + response.statusCode() + excerpt(response.body()), response.statusCode());
        }
        return response;
    }

    private HttpResponse<byte[]> send(String path, String accept, int limit) throws FlinkRestException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Accept", accept)
                .header("User-Agent", "weir")
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(request, info -> new LimitedBody(limit));
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FlinkRestException(
                    path + ": no whole answer within " + timeout.toMillis() + " ms", FlinkRestException.NO_STATUS);
        } catch (ExecutionException e) {
            throw new FlinkRestException(
                    path + ": " + reason(e.getCause() == null ? e : e.getCause()), FlinkRestException.NO_STATUS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlinkRestException(path + ": interrupted", FlinkRestException.NO_STATUS);
        } finally {
            // Without an answer this closes the connection, so nothing is left waiting for the server.
            future.cancel(true);
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        if (cause instanceof java.net.ConnectException) {
            return message == null ? "connection refused" : message;
        }
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** The beginning of a body in printable ASCII, behind a colon; nothing when there is no body. */
    private static String excerpt(byte[] body) {
        if (body.length == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder(": \"");
        String start = new String(body, 0, Math.min(EXCERPT, body.length), StandardCharsets.ISO_8859_1);
        for (char c : start.toCharArray()) {
            if (c >= ' ' && c < 0x7f) {
                text.append(c);
            } else {
                text.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
            }
        }
        return text.append(body.length > EXCERPT ? "...\"" : "\"").toString();
    }

    void close() {
        callbacks.shutdownNow();
    }
}
