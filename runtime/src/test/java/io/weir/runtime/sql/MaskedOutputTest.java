package io.weir.runtime.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.runtime.sql.flink.HiddenValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams without hidden values, however they are cut into pieces. */
class MaskedOutputTest {
    private static String through(String text, HiddenValues hidden, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(UTF_8);
        try (MaskedOutput masked = new MaskedOutput(out, () -> hidden)) {
            for (int at = 0; at < bytes.length; at += piece) {
                masked.write(bytes, at, Math.min(piece, bytes.length - at));
            }
        }
        return out.toString(UTF_8);
    }

    @Test
    void piecesMakeNoDifference() throws IOException {
        HiddenValues hidden = HiddenValues.of(List.of("aba", "bcb", "abab"));
        for (int number = 0; number < 6561; number++) {
            StringBuilder text = new StringBuilder();
            for (int rest = number, i = 0; i < 8; rest /= 3, i++) {
                text.append((char) ('a' + rest % 3));
            }
            String whole = through(text.toString(), hidden, 100);
            assertThat(whole).doesNotContain("aba").doesNotContain("bcb");
            assertThat(through(text.toString(), hidden, 1)).as(text.toString()).isEqualTo(whole);
            assertThat(through(text.toString(), hidden, 3)).as(text.toString()).isEqualTo(whole);
        }
    }

    @Test
    void whatIsNoValueComesThroughWhole() throws IOException {
        assertThat(through("grüße an s3cret und s3cre", HiddenValues.of(List.of("s3cret")), 1))
                .isEqualTo("grüße an *** und s3cre");
    }
}
