package io.weir.collector.scrape;

import io.weir.collector.target.ScrapeOptions.Compression;
import io.weir.collector.target.Target;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Asks targets for pages without a thread that waits for them. A target has one connection, which is kept alive; redirects are
 * followed only to the same host and port. Thread-safe.
 */
final class PageFetcher {
    /** Prometheus' own preferences, so that a target shows both the same names. */
    private static final String ACCEPT = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    /** Requests under way. More wait for their turn, within their deadline. */
    private static final int MOST_AT_ONCE = 1024;

    /** A name server that hangs holds up one of these, not the timer. */
    private static final int RESOLVERS = 8;

    private final ScheduledExecutorService timer;
    private final ExecutorService callbacks = Executors.newFixedThreadPool(2, threads("weir-scrape-http"));
    private final ExecutorService resolvers = Executors.newFixedThreadPool(RESOLVERS, threads("weir-scrape-connect"));
    private final HttpClients clients;
    private final SocketLoop sockets = new SocketLoop();
    private final SpareArrays spare;
    private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();

    PageFetcher(ScheduledExecutorService timer, Duration connectTimeout, SpareArrays spare) {
        this.timer = timer;
        this.spare = spare;
        this.clients = new HttpClients(callbacks, connectTimeout);
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Fetches a page; the future never fails and is complete by the deadline.
     *
     * @param timeout one deadline for the turn, name, connect, headers and body together, redirects included
     */
    CompletableFuture<Fetched> fetch(Target target, long bodyLimit, Duration timeout) {
        Request made = "http".equalsIgnoreCase(target.url().getScheme())
                ? new PlainRequest(sockets, target.url(), bodyLimit, spare, url -> headers(target, timeout)
                        .of(url))
                : new Exchange(
                        () -> clients.of(target), target.url(), timeout, bodyLimit, spare, (url, left) -> headers(
                                        target, left)
                                .of(url, left));
        startDeadline(made, timeout);
        waiting.add(made);
        pump();
        return made.result();
    }

    /** From now on the result will be there in time, whether or not the request begins. */
    private void startDeadline(Request made, Duration timeout) {
        try {
            ScheduledFuture<?> deadline = timer.schedule(
                    () -> made.stop(Exchange.timedOut(timeout)), timeout.toNanos(), TimeUnit.NANOSECONDS);
            CompletableFuture<?> unused = made.result().whenComplete((fetched, error) -> deadline.cancel(false));
        } catch (RejectedExecutionException e) {
            made.stop(Fetched.failed(ScrapeFailure.Reason.INTERNAL, "the scraper is closing"));
        }
    }

    /** Begins as many of the waiting as there are slots. */
    private void pump() {
        while (slots.tryAcquire()) {
            Request next = waiting.poll();
            if (next == null) {
                slots.release();
                if (waiting.isEmpty()) {
                    return;
                }
                continue;
            }
            var unused = next.result().whenComplete((fetched, error) -> {
                slots.release();
                pump();
            });
            if (!next.mayWait()) {
                next.begin();
                continue;
            }
            try {
                resolvers.execute(next::begin);
            } catch (RejectedExecutionException e) {
                next.stop(Fetched.failed(ScrapeFailure.Reason.INTERNAL, "the scraper is closing"));
            }
        }
    }

    private static RequestHeaders headers(Target target, Duration left) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", ACCEPT);
        headers.put("Accept-Encoding", wantsGzip(target) ? "gzip" : "identity");
        headers.put("User-Agent", "weir");
        headers.put("X-Prometheus-Scrape-Timeout-Seconds", Double.toString(left.toMillis() / 1e3));
        String authorization = target.options().authorization().header();
        if (!authorization.isEmpty()) {
            headers.put("Authorization", authorization);
        }
        return new RequestHeaders(headers);
    }

    private static boolean wantsGzip(Target target) {
        Compression compression = target.options().compression();
        return compression == Compression.GZIP
                || compression == Compression.AUTO
                        && !ThisMachine.has(target.url().getHost());
    }

    void close() {
        sockets.close();
        resolvers.shutdownNow();
        callbacks.shutdownNow();
    }
}
