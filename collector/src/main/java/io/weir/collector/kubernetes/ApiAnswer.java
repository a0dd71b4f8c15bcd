package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the API, taken piece by piece by the thread that asked. The next piece is not read from the network before the last
 * one was taken, and nothing is waited for without a deadline, which the client's own list and watch calls do not have for the body.
 */
final class ApiAnswer implements AutoCloseable {
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
            // Without a timeout of the request: the client's covers the head only, and ours covers the connection too.
            HttpRequest request = http.newHttpRequestBuilder()
                    .uri(url)
                    .header("Accept", "application/json")
                    .build();
            call = http.consumeBytes(request, (buffers, body) -> pieces.add(new Piece(buffers, null)));
        } catch (RuntimeException e) {
            throw failed(e);
        }
        try {
            HttpResponse<AsyncBody> response = call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            response.body().done().whenComplete((nothing, error) -> pieces.add(new Piece(null, error)));
            response.body().consume();
            return new ApiAnswer(call, response, pieces);
        } catch (TimeoutException e) {
            cancel(call);
            throw new ApiException("no answer within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            cancel(call);
            throw e;
        }
    }

    private static ApiException failed(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && root.getMessage() == null) {
            root = root.getCause();
        }
        String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String kind = root.getClass().getSimpleName();
        return new ApiException(text.contains(kind) ? text : kind + ": " + text, cause);
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
            throw failed(piece.error());
        }
        return null;
    }

    /** Gives up what was not read, and the connection with it. */
    @Override
    public void close() {
        cancel(call);
        response.body().cancel();
    }

    private static void cancel(CompletableFuture<HttpResponse<AsyncBody>> call) {
        call.cancel(true);
        // Cancelling a stage does not reach the request behind it; when its answer comes all the same, it is not read.
        call.thenAccept(late -> late.body().cancel());
    }
}
