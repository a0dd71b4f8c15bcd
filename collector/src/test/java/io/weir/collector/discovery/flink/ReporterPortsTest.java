package io.weir.collector.discovery.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReporterPortsTest {
    private static final String FACTORY = "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9249             | 9249",
                "9250-9253        | 9250-9253",
                "9252,9250-9251   | 9250-9252",
                "9250, 9300       | 9250, 9300",
                "70000            | ''",
                "0-70000          | 1-128",
                "9260-9250        | ''",
                "any              | ''",
            })
    void portsAreReadAsFlinkReadsThem(String port, String ports) {
        ReporterPorts read = ReporterPorts.of(
                Map.of("metrics.reporter.prom.factory.class", FACTORY, "metrics.reporter.prom.port", port));
        assertThat(read.isEmpty()).isEqualTo(ports.isEmpty());
        if (!ports.isEmpty()) {
            assertThat(read).hasToString(ports);
        }
    }

    @Test
    void theReporterThatIsListedCounts() {
        Map<String, String> configuration = new TreeMap<>(Map.of(
                "metrics.reporter.a.factory.class", FACTORY,
                "metrics.reporter.b.class", "org.apache.flink.metrics.prometheus.PrometheusReporter",
                "metrics.reporter.b.port", "9300",
                "metrics.reporter.c.factory.class", "org.apache.flink.metrics.influxdb.InfluxdbReporterFactory",
                "metrics.reporter.c.port", "8086"));
        assertThat(ReporterPorts.of(configuration).ports()).isEqualTo(List.of(9249, 9300));
        configuration.put("metrics.reporters", "[b, c]");
        assertThat(ReporterPorts.of(configuration).ports()).isEqualTo(List.of(9300));
        configuration.put("metrics.reporters", "c");
        assertThat(ReporterPorts.of(configuration).isEmpty()).isTrue();
        assertThat(ReporterPorts.of(Map.of()).isEmpty()).isTrue();
    }
}
