package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.metric.LabelMatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesSelectorTest {
    @Test
    void namesAndConditionsAreRead() {
        assertThat(SeriesSelector.parse("up")).map(LabelMatcher::toString).containsExactly("__name__=\"up\"");
        assertThat(SeriesSelector.parse("up{a=\"b\", c=~'d.*' ,e!=`f\\`,}"))
                .map(LabelMatcher::toString)
                .containsExactly("__name__=\"up\"", "a=\"b\"", "c=~\"d.*\"", "e!=\"f\\\\\"");
        assertThat(SeriesSelector.parse("{__name__=~\"flink_.*\"}")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{a=\"\"}",
                "{a=~\".*\"}",
                "up{",
                "up{a}",
                "up{a=\"b\"",
                "up{a=\"b\"} or down",
                "rate(up[5m])",
                "{a=~\"(\"}"
            })
    void anythingElseIsABadRequest(String text) {
        assertThatThrownBy(() -> SeriesSelector.parse(text)).isInstanceOf(ApiException.class);
    }
}
