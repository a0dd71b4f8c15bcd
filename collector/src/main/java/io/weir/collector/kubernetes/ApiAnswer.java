package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the API, taken piece by piece by the thread that asked. The next piece is not read from the network before the last
 * one was taken, and nothing is waited for without a deadline, which the client's own list and watch calls do not have for the body.
 */
final class ApiAnswer implements AutoCloseable {
    private static final long GRACE_MS = 1_000;

    /** A piece of the body, or its end: no buffers, and an error when it broke off. */
    private record Piece(
            @Nullable List<ByteBuffer> buffers, @Nullable Throwable error) {}

    private final CompletableFuture<HttpResponse<AsyncBody>> call;
    private final HttpResponse<AsyncBody> response;
    private final BlockingQueue<Piece> pieces;
    private @Nullable Piece ahead;

    private ApiAnswer(
            CompletableFuture<HttpResponse<AsyncBody>> call,
            HttpResponse<AsyncBody> response,
            BlockingQueue<Piece> pieces) {
        this.call = call;
        this.response = response;
        this.pieces = pieces;
    }

    /**
     * Asks, and waits for the head of the answer, whatever its status.
     *
     * @throws ApiException when there is none in time
     * @throws InterruptedException when the thread is to end
     */
    static ApiAnswer ask(HttpClient http, URI url, Duration timeout) throws ApiException, InterruptedException {
        BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
        CompletableFuture<HttpResponse<AsyncBody>> call;
        try {
            // The client's timeout is for the head of the answer; it closes the connection of one that never comes.
            HttpRequest request = http.newHttpRequestBuilder()
                    .uri(url)
                    .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .header("Accept", "application/json")
                    .build();
            call = http.consumeBytes(request, (buffers, body) -> pieces.add(new Piece(buffers, null)));
        } catch (RuntimeException e) {
            throw failed(url, e);
        }
        try {
            // A little longer than the client waits, which knows better what it waited for.
            HttpResponse<AsyncBody> response = call.get(timeout.toMillis() + GRACE_MS, TimeUnit.MILLISECONDS);
            response.body().done().whenComplete((nothing, error) -> pieces.add(new Piece(null, error)));
            response.body().consume();
            return new ApiAnswer(call, response, pieces);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw failed(url, e);
        } catch (ExecutionException e) {
            throw failed(url, e);
        } catch (InterruptedException e) {
            call.cancel(true);
            throw e;
        }
    }

    /** The first in the chain of causes that a person understands. */
    private static ApiException failed(URI url, Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null && !isTelling(root)) {
            root = root.getCause();
        }
        if (root instanceof HttpTimeoutException || root instanceof TimeoutException) {
            return new ApiException(url.getAuthority() + " does not answer in time", fault);
        }
        String text = root.getMessage() == null ? "" : ": " + root.getMessage();
        return new ApiException(
                url.getAuthority() + " does not answer: " + root.getClass().getSimpleName() + text, fault);
    }

    private static boolean isTelling(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof SSLException
                || cause instanceof HttpTimeoutException
                || cause instanceof TimeoutException;
    }

    /** The HTTP status. */
    int status() {
        return response.code();
    }

    /** The first value of a header; null when it is missing. */
    @Nullable
    String header(String name) {
        return response.header(name);
    }

    /** Whether a further piece, or the end, is here within some time. */
    boolean isHereWithin(Duration patience) throws InterruptedException {
        if (ahead == null) {
            ahead = pieces.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        return ahead != null;
    }

    /**
     * The next piece of the body; null at its end.
     *
     * @throws ApiException when none comes in time, or the connection broke
     */
    @Nullable
    List<ByteBuffer> next(Duration patience) throws ApiException, InterruptedException {
        Piece piece = isHereWithin(patience) ? ahead : null;
        ahead = null;
        if (piece == null) {
            throw new ApiException("the answer stalled for " + patience.toMillis() + " ms");
        }
        if (piece.buffers() != null) {
            response.body().consume();
            return piece.buffers();
        }
        if (piece.error() != null) {
            throw failed(response.request().uri(), piece.error());
        }
        return null;
    }

    /** Gives up what was not read, and the connection with it. */
    @Override
    public void close() {
        call.cancel(true);
        response.body().cancel();
    }
}
