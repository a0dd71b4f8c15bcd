package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTimeTest {
    @ParameterizedTest
    @CsvSource({
        "1769846400, 2026-01-31T08:00:00Z",
        "1769846400.5, 2026-01-31T08:00:00.5Z",
        "1.7698464e9, 2026-01-31T08:00:00Z",
        "2026-01-31T09:00:00+01:00, 2026-01-31T08:00:00Z",
        "-1, 1969-12-31T23:59:59Z"
    })
    void timesAreUnixSecondsOrRfc3339(String text, Instant expected) {
        assertThat(PrometheusTime.parse("time", text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "1e999999999", "99999999999999999999", "2026-13-01T00:00:00Z", "NaN"})
    void anythingElseIsABadRequest(String text) {
        assertThatThrownBy(() -> PrometheusTime.parse("time", text))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("time");
    }

    @Test
    void stepsAreSecondsOrDurations() {
        assertThat(PrometheusTime.duration("step", "15")).isEqualTo(Duration.ofSeconds(15));
        assertThat(PrometheusTime.duration("step", "0.5")).isEqualTo(Duration.ofMillis(500));
        assertThat(PrometheusTime.duration("step", "1m30s")).isEqualTo(Duration.ofSeconds(90));
        assertThatThrownBy(() -> PrometheusTime.duration("step", "0")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> PrometheusTime.duration("step", "-5")).isInstanceOf(ApiException.class);
    }

    @Test
    void numbersAreWrittenAsPrometheusWritesThem() {
        assertThat(PrometheusJson.format(1)).isEqualTo("1");
        assertThat(PrometheusJson.format(-0.0)).isEqualTo("-0");
        assertThat(PrometheusJson.format(0.1)).isEqualTo("0.1");
        assertThat(PrometheusJson.format(1e21)).isEqualTo("1000000000000000000000");
        assertThat(PrometheusJson.format(Double.NaN)).isEqualTo("NaN");
        assertThat(PrometheusJson.format(Double.POSITIVE_INFINITY)).isEqualTo("+Inf");
        assertThat(PrometheusJson.format(Double.NEGATIVE_INFINITY)).isEqualTo("-Inf");
    }
}
