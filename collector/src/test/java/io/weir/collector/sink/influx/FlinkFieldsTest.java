package io.weir.collector.sink.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Our measurements and fields are those that Flink 2.3's own reporter was seen to write. */
final class FlinkFieldsTest {
    @Test
    void fieldsAreThoseOfFlinksReporter() throws IOException {
        Set<String> wrong = new TreeSet<>();
        int lines = 0;
        for (String line : capture().lines().toList()) {
            String measurement = line.substring(0, line.indexOf(','));
            String fields = line.split("(?<!\\\\) ")[1];
            if (fields.startsWith("value=\"") || measurement.endsWith("mailboxLatencyMs")) {
                continue;
            }
            FlinkFields.Field field = FlinkFields.of(Labels.of(Labels.NAME, "flink_" + measurement));
            lines++;
            // A meter has a count and a rate there; the page of the Prometheus reporter tells the rate only.
            String expected = fields.contains("rate=") ? "rate" : fields.substring(0, fields.indexOf('='));
            if (!field.equals(new FlinkFields.Field(measurement, expected))) {
                wrong.add(measurement + ": " + field + " instead of " + expected);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(lines).isGreaterThan(300);
    }

    @Test
    void quantilesAreFieldsOfOneMeasurement() {
        Labels latency = Labels.of(Labels.NAME, "flink_taskmanager_job_task_mailboxLatencyMs");
        assertThat(FlinkFields.of(latency.with("quantile", "0.999")).field()).isEqualTo("p999");
        assertThat(FlinkFields.of(latency.with(Labels.NAME, latency.name() + "_count")))
                .isEqualTo(new FlinkFields.Field("taskmanager_job_task_mailboxLatencyMs", "count"));
        assertThat(FlinkFields.of(Labels.of(Labels.NAME, "up"))).isEqualTo(new FlinkFields.Field("up", "value"));
    }

    private static String capture() throws IOException {
        try (InputStream in = new GZIPInputStream(Objects.requireNonNull(
                FlinkFieldsTest.class.getResourceAsStream("/io/weir/collector/push/flink-influx.lineprotocol.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
