package io.weir.collector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.collector.metric.Labels;
import io.weir.collector.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A metrics reporter on loopback whose page can be changed at any time. */
public final class FakeTarget implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile byte[] page = {};
    private volatile boolean gzip;
    private volatile int status = 200;

    public FakeTarget() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/metrics", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public FakeTarget page(String text) {
        return page(text.getBytes(StandardCharsets.UTF_8), false);
    }

    public FakeTarget page(byte[] bytes, boolean gzipped) {
        page = bytes;
        gzip = gzipped;
        return this;
    }

    public FakeTarget status(int code) {
        status = code;
        return this;
    }

    public int requests() {
        return requests.get();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public Target target(String process) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
        return new Target(
                "c1", process, url, Labels.of("cluster", "c1", "instance", url.getAuthority(), "process", process));
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body = page;
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
