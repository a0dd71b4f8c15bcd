package io.weir.runtime.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.runtime.sql.flink.HiddenValues;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFieldTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-4644392350454938123 | \"-4644392350454938123\"",
                "9007199254740992     | 9007199254740992",
                "9007199254740993     | \"9007199254740993\"",
                "0.1                  | 0.1",
                "123456789012345678901234567890.12 | \"123456789012345678901234567890.12\"",
                "[1, 9007199254740993, {\"a\": 9007199254740993}] | [1,\"9007199254740993\",{\"a\":\"9007199254740993\"}]",
                "\"with s3cret in it\" | \"with *** in it\"",
                "null | null",
                "true | true"
            })
    void numberThatAReaderWouldRoundIsToldAsText(String field, String told) throws IOException {
        assertThat(RowField.told(JSON.readTree(field), HiddenValues.of(Set.of("s3cret")))
                        .toString())
                .isEqualTo(told);
    }
}
