package io.weir.collector.scrape;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves page {@code N} below {@code /N}: once; who asks again gets a good page with nothing on it. */
final class TrialServer implements AutoCloseable {
    private static final byte[] NOTHING = "# nothing more\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final List<TrialPage> pages;
    private final Set<Integer> served = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;

    TrialServer(List<TrialPage> pages) throws IOException {
        this.pages = pages;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int number = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
        boolean first = served.add(number);
        TrialPage page = pages.get(number);
        byte[] body = first ? page.bytes() : NOTHING;
        boolean openMetrics = first && page.format() == PageFormat.OPENMETRICS;
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        openMetrics
                                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                : "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
