package io.weir.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables of scripts: values, defaults, places, and what nobody is to read. */
class ResolvedScriptTest {
    private static ResolvedScript resolve(String script, Map<String, String> values) {
        return ResolvedScript.of(script, name -> Optional.ofNullable(values.get(name))
                .map(value ->
                        new Variable("default", name, value, name.startsWith("secret"), "", "ops", Instant.EPOCH)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'${topic}' | 'orders'",
                "'${topic}:other' | 'orders'",
                "'${none}:other' | 'other'",
                "'${none}:10' | '10'",
                "'${none:a b/c}' | 'a b/c'",
                "'${none:}' | ''",
                "'${none:a}:9092' | 'a:9092'",
                "'${topic}::9092' | 'orders:9092'",
                "'${topic}/x' | 'orders/x'",
                "'$${x' | '$${x'",
            })
    void valueIsTheVariablesOrElseTheDefault(String script, String resolved) {
        assertThat(resolve(script, Map.of("topic", "orders")).text()).isEqualTo(resolved);
    }

    @Test
    void variableWithoutValueIsSaidWithItsPlaceUnlessItIsInAComment() {
        ResolvedScript script = resolve("-- ${old}\nSELECT ${now} /* ${past} */", Map.of());
        assertThat(script.missing()).singleElement().satisfies(fault -> {
            assertThat(fault.place()).isEqualTo(new Place(2, 8, 2, 13));
            assertThat(fault.message()).contains("no variable now").contains("${now:value}");
        });
    }

    @Test
    void placesOfTheTextAreThoseThatPeopleWrote() {
        ResolvedScript script = resolve("SELECT ${a}, ${b}:x, wrong\nFROM t", Map.of("a", "a_very_long_column"));
        assertThat(script.text()).isEqualTo("SELECT a_very_long_column, x, wrong\nFROM t");
        assertThat(script.written(new Place(1, 31, 1, 35))).isEqualTo(new Place(1, 22, 1, 26));
        assertThat(script.written(new Place(1, 10, 1, 12))).isEqualTo(new Place(1, 8, 1, 11));
        assertThat(script.written(new Place(2, 6, 2, 6))).isEqualTo(new Place(2, 6, 2, 6));
    }

    @Test
    void hiddenValuesAreNotInWhatIsSaid() {
        ResolvedScript script = resolve("'${secret.key}' '${open}'", Map.of("secret.key", "hunter22", "open", "x1y2"));
        assertThat(script.text()).contains("hunter22");
        assertThat(script.withoutHidden("bad option hunter22 of x1y2")).isEqualTo("bad option *** of x1y2");
        assertThat(script.hidden()).containsExactly("hunter22");
    }
}
