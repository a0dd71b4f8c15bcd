package io.weir.collector.flink;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** GETs over HTTP, each with one deadline from connecting to the last byte. Thread-safe. */
final class HttpTransport implements RestTransport {
    private final String base;
    private final Duration timeout;
    private final ExecutorService callbacks;
    private final HttpClient client;

    HttpTransport(URI rest, Duration timeout) {
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

    @Override
    public Answer get(String path, String accept, int limit) throws FlinkRestException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Accept", accept)
                .header("User-Agent", "weir")
                .GET()
                .build();
        CompletableFuture<HttpResponse<byte[]>> future = client.sendAsync(request, info -> new LimitedBody(limit));
        try {
            HttpResponse<byte[]> response = future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.body());
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

    @Override
    public void close() {
        callbacks.shutdownNow();
    }
}
