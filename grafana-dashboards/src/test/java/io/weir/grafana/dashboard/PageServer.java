package io.weir.grafana.dashboard;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Serves captured pages as targets. What counts records goes up from page to page, as it did when they were captured. */
final class PageServer implements AutoCloseable {
    private static final Pattern RECORDS =
            Pattern.compile("^(flink_taskmanager_job_task_numRecordsIn\\{.*} )([0-9.E]+)$", Pattern.MULTILINE);

    private final HttpServer server;
    private final AtomicInteger served = new AtomicInteger();

    PageServer(String... pages) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String page : pages) {
            String text = page(page);
            server.createContext("/" + page, exchange -> {
                byte[] body = later(text, served.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
        }
        server.start();
    }

    static String page(String name) {
        boolean plain = name.equals("connectors");
        String resource = "/pages/" + name + (name.contains(".line") ? ".gz" : plain ? ".prom" : ".prom.gz");
        try (InputStream raw = Objects.requireNonNull(PageServer.class.getResourceAsStream(resource), resource);
                InputStream in = plain ? raw : new GZIPInputStream(raw)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String later(String text, int times) {
        return RECORDS.matcher(text)
                .replaceAll((MatchResult match) -> match.group(1)
                        + (Double.parseDouble(match.group(2))
                                + 10.0 * times * (1 + match.group(1).indexOf("subtask_index=\"1\""))));
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
