package io.weir.runtime.reporter;

import java.util.Properties;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Makes Prometheus reporters that bind one address. Options, each below {@code metrics.reporter.<name>.}: {@code host}
 * (127.0.0.1), {@code port} (9249), and those of Flink's own reporter.
 */
public final class LoopbackPrometheusReporterFactory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        MetricConfig options = (MetricConfig) properties;
        return new LoopbackPrometheusReporter(options.getString("host", "127.0.0.1"), options.getInteger("port", 9249));
    }
}
