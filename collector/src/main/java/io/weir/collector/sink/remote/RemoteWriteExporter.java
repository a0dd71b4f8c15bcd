package io.weir.collector.sink.remote;

import io.weir.collector.sink.delivery.Delivery;
import io.weir.collector.sink.delivery.Exporter;
import io.weir.collector.sink.delivery.HttpAnswer;
import io.weir.collector.sink.spool.Spooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** Sends remote write requests. */
final class RemoteWriteExporter implements Exporter {
    private static final int EXCERPT_BYTES = 4096;

    private final RemoteWriteDestination destination;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;
    private volatile @Nullable CompletableFuture<HttpResponse<String>> sending;
    private volatile boolean closed;

    RemoteWriteExporter(RemoteWriteDestination destination, Duration timeout, Clock clock) {
        this.destination = destination;
        this.timeout = timeout;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Delivery send(List<Spooled> samples) {
        if (closed) {
            return new Delivery.Retry("closing", null);
        }
        CompletableFuture<HttpResponse<String>> answer = null;
        try {
            answer = client.sendAsync(request(Snappy.compress(WriteRequest.encode(samples))), info -> excerpt());
            sending = answer;
            // One deadline for the body too: the client's own ends with the headers.
            HttpResponse<String> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
            return HttpAnswer.judge(response.statusCode(), retryAfter, response.body(), clock.instant());
        } catch (IOException e) {
            return new Delivery.Retry(String.valueOf(e.getMessage()), null);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Delivery.Retry(cause.getClass().getSimpleName() + ": " + cause.getMessage(), null);
        } catch (TimeoutException e) {
            return new Delivery.Retry("no answer within " + timeout.toMillis() + " ms", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.Retry("interrupted", null);
        } finally {
            if (answer != null) {
                answer.cancel(true);
            }
            sending = null;
        }
    }

    private HttpRequest request(byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(destination.url())
                .timeout(timeout)
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .header("User-Agent", "Weir")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        String authorization = destination.credentials().header();
        return authorization == null
                ? request.build()
                : request.header("Authorization", authorization).build();
    }

    /** A server may answer with more than anybody wants to hold. */
    private static HttpResponse.BodySubscriber<String> excerpt() {
        return HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), stream -> {
            try (InputStream body = stream) {
                return new String(body.readNBytes(EXCERPT_BYTES), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        CompletableFuture<HttpResponse<String>> open = sending;
        if (open != null) {
            open.cancel(true);
        }
    }
}
