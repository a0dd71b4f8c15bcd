package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodTemplateTest {
    private static final PodTemplate.Subject POD = new PodTemplate.Subject(
            "flink",
            "orders-6f",
            "node-1",
            Map.of("app", "orders", "app.kubernetes.io/part-of", "shop"),
            Map.of("example.org/run", "7"));

    @ParameterizedTest
    @CsvSource({
        "{label:app}, orders",
        "{namespace}.{label:app}, flink.orders",
        "{name}@{node}, orders-6f@node-1",
        "{label:app.kubernetes.io/part-of}-{annotation:example.org/run}, shop-7",
        "plain, plain",
        "{label:team},",
        "{namespace}/{label:team},",
        "'',",
    })
    void fieldsStandForWhatThePodHasAndATextThatLacksOneIsNone(String template, String filled) {
        assertThat(new PodTemplate(template).fill(POD).orElse(null)).isEqualTo(filled);
        assertThat(new PodTemplate(template)).hasToString(template);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{label}", "{label:}", "{uid}", "{label:app", "label:app}", "{}", "{{label:app}}"})
    void whatNoPodHasIsRefused(String template) {
        assertThatThrownBy(() -> new PodTemplate(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write");
    }
}
