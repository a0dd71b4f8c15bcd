package io.weir.diagnosis.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A byte search that may err on one side only: what it rules out is not there. */
class NeedleTest {
    private static boolean found(String needle, String text) {
        return new Needle(needle).mayStandIn(text.getBytes(UTF_8));
    }

    @Test
    void plainTextHoldsItExactlyWhenAPlainSearchSaysSo() {
        Random random = new Random(7);
        // Few letters, so that parts of the text are met everywhere; @ and ` differ by the bit that letters do.
        String letters = "abABkK09._-@`[{ z";
        for (int i = 0; i < 200_000; i++) {
            String text = text(random, letters, random.nextInt(40));
            String needle = text(random, letters, 1 + random.nextInt(6)).toLowerCase(Locale.ROOT);
            boolean there = text.toLowerCase(Locale.ROOT).contains(needle);
            assertThat(found(needle, text)).as("\"%s\" in \"%s\"", needle, text).isEqualTo(there);
        }
    }

    private static String text(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void itIsFoundWhereverItStandsInLinesOfEachLength() {
        for (int length = 8; length < 40; length++) {
            for (int at = 0; at + 8 <= length; at++) {
                String text = "-".repeat(at) + "CheckPnt" + "-".repeat(length - at - 8);
                assertThat(found("checkpnt", text)).as(text).isTrue();
                assertThat(found("checkpnx", text)).as(text).isFalse();
            }
        }
    }

    @Test
    void textBeyondAsciiIsLeftToTheTokens() {
        assertThat(found("kelvin", "\u212Aelvin")).isTrue();
        assertThat(found("nowhere", "100 \u212A in a text that is longer")).isTrue();
        assertThat(found("h\u00f6he", "nothing of it here")).isFalse();
        assertThat(found("h\u00f6he", "die H\u00d6HE")).isTrue();
    }

    @Test
    void emptyOneIsEverywhere() {
        assertThat(found("", "")).isTrue();
        assertThat(found("a", "")).isFalse();
    }
}
