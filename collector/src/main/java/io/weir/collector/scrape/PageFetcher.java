package io.weir.collector.scrape;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Asks targets for pages without a thread that waits. Connections are kept alive; redirects are followed only to the same host
 * and port. Thread-safe.
 */
final class PageFetcher {
    private static final String ACCEPT = "text/plain;version=0.0.4;q=1,*/*;q=0.1";

    private final ScheduledExecutorService timer;
    private final ExecutorService callbacks;
    private final HttpClient client;
    private final long bodyLimit;

    PageFetcher(ScheduledExecutorService timer, Duration connectTimeout, long bodyLimit) {
        this.timer = timer;
        this.bodyLimit = bodyLimit;
        this.callbacks = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "weir-scrape-http");
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(callbacks)
                .build();
    }

    /**
     * Fetches a page; the future never fails and is complete by the deadline.
     *
     * @param timeout one deadline for connect, headers and body together, redirects included
     */
    CompletableFuture<Fetched> fetch(URI url, Duration timeout) {
        Exchange exchange = new Exchange(client, url, timeout, bodyLimit, PageFetcher::request);
        exchange.begin(timer);
        return exchange.result();
    }

    private static HttpRequest request(URI url, Duration timeout) {
        return HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Accept", ACCEPT)
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "weir")
                .GET()
                .build();
    }

    void close() {
        callbacks.shutdownNow();
    }
}
