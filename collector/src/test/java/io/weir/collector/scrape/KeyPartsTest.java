package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeyPartsTest {
    private final KeyParts parts = new KeyParts();

    private int intern(String text) {
        byte[] bytes = ("xx" + text).getBytes(StandardCharsets.UTF_8);
        return parts.intern(bytes, 2, bytes.length);
    }

    private int find(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parts.find(bytes, 0, bytes.length);
    }

    @Test
    void aPartIsFoundByItsBytesHoweverManyThereAre() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(intern("{subtask_index=\"" + i + "\",}")).isEqualTo(i);
        }
        for (int i = 0; i < 5_000; i++) {
            assertThat(find("{subtask_index=\"" + i + "\",}")).isEqualTo(i);
            assertThat(intern("{subtask_index=\"" + i + "\",}")).isEqualTo(i);
        }
        assertThat(find("{subtask_index=\"5000\",}")).isEqualTo(KeyParts.NONE);
    }

    @Test
    void whatAMalformedPageBroughtIsForgotten() {
        int kept = intern("flink_jobmanager_numRunningJobs");
        int size = parts.size();
        intern("a");
        intern("b");
        parts.cut(kept + 1);
        assertThat(parts.size()).isEqualTo(size);
        assertThat(find("a")).isEqualTo(KeyParts.NONE);
        assertThat(find("flink_jobmanager_numRunningJobs")).isEqualTo(kept);
        assertThat(intern("b")).isEqualTo(kept + 1);
    }

    @Test
    void partsOfFormerRunsDoNotPileUp() throws MalformedPageException {
        ParsedPage target = new ParsedPage();
        for (int run = 0; run < 3_000; run++) {
            String labels = "{task_attempt_id=\"" + "0123456789abcdef".repeat(8) + run + "\",}";
            assertThat(target.read("a" + labels + " " + run + "\nb" + labels + " 2\n"))
                    .containsValues((double) run, 2.0);
        }
        assertThat(target.parser.keyBytes()).isLessThan(1 << 18);
    }

    @Test
    void malformedPagesLeaveNothingBehind() throws MalformedPageException {
        ParsedPage target = new ParsedPage();
        target.read("a{x=\"1\"} 1\nb 2\n");
        int before = target.parser.keyBytes();
        for (int i = 0; i < 200; i++) {
            String fresh = "c{x=\"" + i + "\"} 1\nmalformed{\n";
            assertThatThrownBy(() -> target.read(fresh)).isInstanceOf(MalformedPageException.class);
        }
        assertThat(target.parser.keyBytes()).isEqualTo(before);
        assertThat(target.read("a{x=\"1\"} 3\nb 4\n")).hasSize(2).containsValues(3.0, 4.0);
    }

    @Test
    void aNumberBehindANulByteIsNotTakenForTheOneBefore() throws MalformedPageException {
        ParsedPage target = new ParsedPage();
        String filler = "filler 123456789012345678901234567890\n";
        target.read("a{x=\"1\"} 1\n" + filler);
        assertThatThrownBy(() -> target.read("a{x=\"1\"} 1\0\n" + filler)).isInstanceOf(MalformedPageException.class);
    }

    @Test
    void numbersOfEveryLengthAreReadAgainWhenOneDigitChanges() throws MalformedPageException {
        ParsedPage target = new ParsedPage();
        for (int length = 1; length < 40; length++) {
            for (char digit : new char[] {'1', '2', '2'}) {
                String number = "1".repeat(length - 1) + digit;
                String page = "a{x=\"1\"} " + number + "\nlast " + number;
                assertThat(target.read(page).values()).containsOnly(Double.parseDouble(number));
            }
        }
    }
}
