package io.weir.runtime.reporter;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;

/**
 * Flink's Prometheus page on one address. Flink's own {@code PrometheusReporter} does the same on the wildcard address:
 * <a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/metric_reporters/#prometheus">its
 * options</a> have a port but no host.
 */
final class LoopbackPrometheusReporter extends AbstractPrometheusReporter {
    private final HTTPServer server;

    LoopbackPrometheusReporter(String host, int port) {
        try {
            server = new HTTPServer(new InetSocketAddress(host, port), registry(), true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve metrics on " + host + ":" + port, e);
        }
        log.info("Serving Prometheus metrics on {}:{}.", host, port);
    }

    /** The registry that the base class fills; it is visible in Flink's own package only. */
    private CollectorRegistry registry() {
        try {
            Field field = AbstractPrometheusReporter.class.getDeclaredField("registry");
            field.setAccessible(true);
            return (CollectorRegistry) field.get(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Flink's Prometheus reporter has no registry field", e);
        }
    }

    @Override
    public void close() {
        server.stop();
        super.close();
    }
}
