package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void formulasOfStrangersAreMadeHarmless() {
        Csv csv = new Csv("text");
        csv.row(List.of("=HYPERLINK(\"http://evil.example\")"));
        csv.row(List.of("@SUM(1)"));
        csv.row(List.of("-5 apples"));

        assertThat(csv.toString())
                .isEqualTo(
                        "\"text\"\r\n\"'=HYPERLINK(\"\"http://evil.example\"\")\"\r\n\"'@SUM(1)\"\r\n\"'-5 apples\"\r\n");
    }

    @Test
    void whatATerminalWouldObeyIsShown() {
        Csv csv = new Csv("text");
        csv.row(List.of("a \u001b[31mred\u007f\u009b2J\u0000\tb\nc"));

        assertThat(csv.toString()).isEqualTo("\"text\"\r\n\"a ␛[31mred␡␡2J␀\tb\nc\"\r\n");
    }

    @Test
    void numbersStayNumbersAndNothingIsEmpty() {
        Csv csv = new Csv("a", "b");
        csv.row(Arrays.asList(-5.5, null));

        assertThat(csv.toString()).endsWith("\"-5.5\",\"\"\r\n");
    }
}
