package io.weir.runtime.sql.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that are in no text, in whatever form they stand in it. */
class HiddenValuesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "s3cret | password s3cret, not s3cret1 | password ***, not ***1",
                "it's me | 'it''s me' or it's me | '***' or ***",
                "a\"b\\c | {\"password\":\"a\\\"b\\\\c\"} | {\"password\":\"***\"}",
                "ab | ab is too short | ab is too short",
            })
    void valueIsMaskedAsItIsInSqlAndInJson(String value, String said, String told) {
        assertThat(HiddenValues.of(Set.of(value)).mask(said)).isEqualTo(told);
    }

    @Test
    void linesOfAKeyAreMaskedAlsoOneByOne() {
        HiddenValues hidden = HiddenValues.of(List.of("-----BEGIN-----\nMIIEvQIBADANBg\n-----END-----"));
        assertThat(hidden.mask("cannot read MIIEvQIBADANBg")).isEqualTo("cannot read ***");
    }

    @Test
    void longerOfTwoValuesIsTakenFirst() {
        assertThat(HiddenValues.of(List.of("pass", "password1")).mask("password1 pass"))
                .isEqualTo("*** ***");
    }

    @Test
    void failureIsToldWithItsCausesAndPlacesButWithoutValues() {
        RuntimeException failure =
                new IllegalArgumentException("no table", new IllegalStateException("user s3cret is not known"));
        RuntimeException told = HiddenValues.of(Set.of("s3cret")).mask(failure);
        assertThat(told).hasMessageContaining("no table");
        assertThat(told.getCause()).hasMessage("java.lang.IllegalStateException: user *** is not known");
        assertThat(told.getStackTrace()).isEqualTo(failure.getStackTrace());
    }

    @Test
    void failureThatSaysNothingHiddenStaysWhatItIs() {
        RuntimeException failure = new IllegalArgumentException("no table");
        assertThat(HiddenValues.of(Set.of("s3cret")).mask(failure)).isSameAs(failure);
    }
}
