package io.weir.collector.scrape;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.weir.collector.metric.Labels;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.Target;
import io.weir.collector.target.TlsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A metrics page behind HTTPS on loopback. */
final class TlsTarget implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final AtomicInteger answered = new AtomicInteger();

    TlsTarget(SSLContext context, boolean needsClient) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
                ssl.setNeedClientAuth(needsClient);
                parameters.setSSLParameters(ssl);
            }
        });
        server.createContext("/metrics", exchange -> {
            answered.incrementAndGet();
            byte[] page = "a 1\n".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    Target target(String host, TlsOptions tls) {
        URI url = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/metrics");
        return new Target("c1", "tm", url, Labels.of("cluster", "c1", "process", "tm"))
                .with(ScrapeOptions.DEFAULTS.with(tls));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
