package io.weir.collector.scrape;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The JDK's client ends its own timeout with the headers, so the deadline is kept here: when it
 * passes the request is cancelled, which closes the connection, wherever it stands.
 */
final class Exchange implements Request {
    /** What the JDK's client says of a connection that was closed before the first byte of an answer. */
    private static final String NO_BYTES = "header parser received no bytes";

    /** Gives the client; may read files. */
    @FunctionalInterface
    interface ClientSource {
        HttpClient get() throws IOException, GeneralSecurityException;
    }

    private final ClientSource clients;
    private final Duration timeout;
    private final long bodyLimit;
    private final SpareArrays spare;
    private final BiFunction<URI, Duration, HttpRequest> request;
    private final URI first;
    private final long deadlineNanos;
    private final Redirects redirects = new Redirects();
    private final CompletableFuture<Fetched> result = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<?> sending;
    private volatile Flow.@Nullable Subscription reading;

    Exchange(
            ClientSource clients,
            URI url,
            Duration timeout,
            long bodyLimit,
            SpareArrays spare,
            BiFunction<URI, Duration, HttpRequest> request) {
        this.clients = clients;
        this.first = url;
        this.timeout = timeout;
        this.bodyLimit = bodyLimit;
        this.spare = spare;
        this.request = request;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    }

    @Override
    public CompletableFuture<Fetched> result() {
        return result;
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public void begin() {
        if (result.isDone()) {
            return;
        }
        try {
            send(clients.get(), first);
        } catch (IOException e) {
            stop(Fetched.failed(ScrapeFailure.Reason.TLS, "a TLS file cannot be read: " + e));
        } catch (GeneralSecurityException e) {
            stop(Fetched.failed(ScrapeFailure.Reason.TLS, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            stop(Fetched.failed(ScrapeFailure.Reason.INTERNAL, e.toString()));
        }
    }

    static Fetched timedOut(Duration timeout) {
        return Fetched.failed(
                ScrapeFailure.Reason.TIMEOUT, "no whole page within " + timeout.toMillis() + " ms of connecting");
    }

    private void send(HttpClient client, URI url) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadlineNanos - System.nanoTime()));
        CompletableFuture<HttpResponse<Fetched>> future;
        try {
            future = client.sendAsync(request.apply(url, left), this::receive);
        } catch (IllegalArgumentException e) {
            stop(Fetched.failed(ScrapeFailure.Reason.CONNECT, "not a URL to scrape: " + e.getMessage()));
            return;
        }
        sending = future;
        CompletableFuture<?> unused = future.whenComplete((response, error) -> {
            if (error != null) {
                stop(failure(error));
            } else if (Redirects.isRedirect(response.statusCode())) {
                redirect(client, url, response);
            } else {
                stop(response.body());
            }
        });
        if (result.isDone()) {
            future.cancel(true);
        }
    }

    private void redirect(HttpClient client, URI from, HttpResponse<Fetched> response) {
        String location = response.headers().firstValue("Location").orElse("");
        URI to = redirects.follow(from, location);
        if (to == null) {
            stop(Redirects.refused(response.statusCode(), location));
        } else {
            send(client, to);
        }
    }

    private HttpResponse.BodySubscriber<Fetched> receive(HttpResponse.ResponseInfo info) {
        boolean gzip = info.headers()
                .firstValue("Content-Encoding")
                .map(encoding -> encoding.toLowerCase(Locale.ROOT).contains("gzip"))
                .orElse(false);
        long announced = info.headers().firstValueAsLong("Content-Length").orElse(0);
        PageFormat format =
                PageFormat.of(info.headers().firstValue("Content-Type").orElse(""));
        // A length is only a promise: a large one is believed as it comes true.
        int expected = (int) Math.min(announced, Math.min(bodyLimit, 1 << 20));
        return new Receiver(info.statusCode(), gzip, format, new Body(spare.take(expected), bodyLimit));
    }

    @Override
    public void stop(Fetched outcome) {
        if (result.complete(outcome)) {
            CompletableFuture<?> future = sending;
            if (future != null) {
                future.cancel(true);
            }
            Flow.Subscription subscription = reading;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    private Fetched failure(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof HttpTimeoutException || cause instanceof CancellationException) {
            return timedOut(timeout);
        }
        Throwable secure = TlsFault.in(cause);
        if (secure != null) {
            return Fetched.failed(
                    ScrapeFailure.Reason.TLS, "no TLS with " + first.getAuthority() + ": " + TlsFault.said(secure));
        }
        String message = cause.getMessage();
        if ("https".equalsIgnoreCase(first.getScheme()) && message != null && message.contains(NO_BYTES)) {
            // In TLS 1.3 a server looks at the client's certificate when the client takes the handshake for done.
            return Fetched.failed(
                    ScrapeFailure.Reason.TLS,
                    "no TLS with " + first.getAuthority()
                            + ": it closed the connection without an answer, as a server does"
                            + " that does not accept the client's certificate");
        }
        String said = message == null || message.isBlank() ? plainly(cause) : message;
        return cause instanceof IOException
                ? Fetched.failed(ScrapeFailure.Reason.CONNECT, "cannot read from " + first.getAuthority() + ": " + said)
                : Fetched.failed(ScrapeFailure.Reason.INTERNAL, said);
    }

    /** The JDK's client leaves the commonest failure without a message. */
    private static String plainly(Throwable cause) {
        return cause instanceof ConnectException
                ? "connection refused"
                : cause.getClass().getSimpleName();
    }

    /** Collects the body up to the limit; then it lets go of the connection. */
    private final class Receiver implements HttpResponse.BodySubscriber<Fetched> {
        private final CompletableFuture<Fetched> whole = new CompletableFuture<>();
        private final int status;
        private final boolean gzip;
        private final PageFormat format;
        private final Body body;

        Receiver(int status, boolean gzip, PageFormat format, Body body) {
            this.status = status;
            this.gzip = gzip;
            this.format = format;
            this.body = body;
        }

        @Override
        public CompletionStage<Fetched> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            reading = subscription;
            if (result.isDone()) {
                subscription.cancel();
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> items) {
            for (ByteBuffer item : items) {
                if (!body.add(item)) {
                    stop(Fetched.failed(
                            ScrapeFailure.Reason.BODY_LIMIT, "the page is larger than " + bodyLimit + " bytes"));
                    return;
                }
            }
        }

        @Override
        public void onError(Throwable error) {
            whole.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            if (status == 200 || Redirects.isRedirect(status)) {
                whole.complete(new Fetched.Answer(body, gzip, format));
            } else {
                whole.complete(Fetched.failed(
                        ScrapeFailure.Reason.HTTP_STATUS,
                        "HTTP " + status + ", \"" + Excerpt.of(body.bytes(), 0, body.size(), 200) + '"'));
            }
        }
    }
}
