package io.weir.collector.scrape;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.weir.collector.metric.Labels;
import io.weir.collector.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A target whose answer follows from the headers of the request. */
final class HttpTarget implements AutoCloseable {
    /** What is answered. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer page(String text) {
            return new Answer(200, Map.of(), text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** How a request is answered. */
    @FunctionalInterface
    interface Behaviour {
        Answer to(Headers request) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final AtomicInteger requests = new AtomicInteger();

    /** Requests that are being answered, and the most there were at once. */
    final AtomicInteger open = new AtomicInteger();

    final AtomicInteger mostOpen = new AtomicInteger();

    HttpTarget(Behaviour behaviour) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4000);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            Answer answer = behaviour.to(exchange.getRequestHeaders());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            open.decrementAndGet();
            exchange.getResponseBody().write(answer.body());
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    Target target(String process) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
        return new Target("c1", process, url, Labels.of("cluster", "c1", "process", process));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
