package io.weir.collector.scrape;

import io.weir.collector.target.ScrapeOptions.Compression;
import io.weir.collector.target.Target;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

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
    private final SpareArrays spare;
    private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
    private final Queue<Exchange> waiting = new ConcurrentLinkedQueue<>();

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
        Exchange exchange = new Exchange(
                () -> clients.of(target),
                target.url(),
                timeout,
                bodyLimit,
                spare,
                (url, left) -> request(target, url, left));
        exchange.startDeadline(timer);
        waiting.add(exchange);
        pump();
        return exchange.result();
    }

    /** Begins as many of the waiting as there are slots. */
    private void pump() {
        while (slots.tryAcquire()) {
            Exchange next = waiting.poll();
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
            try {
                resolvers.execute(next::begin);
            } catch (RejectedExecutionException e) {
                next.stop(Fetched.failed(ScrapeFailure.Reason.INTERNAL, "the scraper is closing"));
            }
        }
    }

    private static HttpRequest request(Target target, URI url, Duration left) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(left)
                .header("Accept", ACCEPT)
                .header("Accept-Encoding", wantsGzip(target) ? "gzip" : "identity")
                .header("User-Agent", "weir")
                .header("X-Prometheus-Scrape-Timeout-Seconds", Double.toString(left.toMillis() / 1e3))
                .GET();
        String authorization = target.options().authorization().header();
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private static boolean wantsGzip(Target target) {
        Compression compression = target.options().compression();
        return compression == Compression.GZIP
                || compression == Compression.AUTO
                        && !ThisMachine.has(target.url().getHost());
    }

    void close() {
        resolvers.shutdownNow();
        callbacks.shutdownNow();
    }
}
