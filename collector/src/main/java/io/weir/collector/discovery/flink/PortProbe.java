package io.weir.collector.discovery.flink;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks ports whose metrics they serve, some at a time, each with one deadline. Used by one thread. */
final class PortProbe implements AutoCloseable {
    private static final int AT_ONCE = 16;
    private static final int MOST_BYTES = 4 << 20;

    private final Duration timeout;
    private final ExecutorService callbacks;
    private final HttpClient client;

    PortProbe(Duration timeout) {
        this.timeout = timeout;
        this.callbacks = Executors.newFixedThreadPool(1, task -> {
            Thread thread = new Thread(task, "weir-port-probe");
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

    /** What the pages are that answered, by their URL and in the order they were asked for. */
    Map<URI, Page> ask(Collection<URI> urls) throws InterruptedException {
        Map<URI, Page> pages = new LinkedHashMap<>();
        List<URI> all = new ArrayList<>(urls);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<URI> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            Map<URI, CompletableFuture<HttpResponse<String>>> asked = new LinkedHashMap<>();
            some.forEach(url -> asked.put(url, send(url)));
            long deadline = System.nanoTime() + timeout.toNanos();
            for (Map.Entry<URI, CompletableFuture<HttpResponse<String>>> one : asked.entrySet()) {
                Page page = page(one.getValue(), deadline);
                if (!(page instanceof Page.Other)) {
                    pages.put(one.getKey(), page);
                }
            }
        }
        return pages;
    }

    private CompletableFuture<HttpResponse<String>> send(URI url) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("User-Agent", "weir")
                .GET()
                .build();
        return client.sendAsync(request, info -> new FirstBytes(MOST_BYTES));
    }

    private static Page page(CompletableFuture<HttpResponse<String>> answer, long deadline)
            throws InterruptedException {
        try {
            HttpResponse<String> response = answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return response.statusCode() == 200 ? Page.of(response.body()) : new Page.Other();
        } catch (ExecutionException | TimeoutException e) {
            return new Page.Other();
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        callbacks.shutdownNow();
    }
}
