package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.collector.Captures;
import io.weir.collector.metric.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionParserTest {
    @ParameterizedTest
    @CsvSource({
        "flink-1.20.3-taskmanager-1, 1461",
        "flink-1.20.3-taskmanager-2, 1461",
        "flink-1.20.3-taskmanager-3, 1461",
        "flink-1.20.5-taskmanager, 404",
        "flink-2.3.0-taskmanager, 213",
        "flink-2.3.0-jobmanager, 62"
    })
    void aRealPageIsReadAsByThePlainestParser(String name, int samples) throws MalformedPageException {
        byte[] page = Captures.page(name);
        Map<Labels, Double> read = new ParsedPage().read(page.clone());
        assertThat(read).hasSize(samples).isEqualTo(ReferenceParser.read(page));
    }

    @Test
    void theNextPageOfATargetNeedsNoSecondLookAtItsSeries() throws MalformedPageException {
        ParsedPage target = new ParsedPage();
        for (int i = 1; i <= 3; i++) {
            byte[] page = Captures.page("flink-1.20.3-taskmanager-" + i);
            assertThat(target.read(page.clone())).isEqualTo(ReferenceParser.read(page));
        }
        assertThat(target.resolved).isEqualTo(1461);
    }

    @Test
    void linesThatMoveComeAndGoAreStillReadRight() throws MalformedPageException {
        Random random = new Random(7);
        ParsedPage target = new ParsedPage();
        List<String> lines =
                new ArrayList<>(new String(Captures.page("flink-1.20.5-taskmanager"), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
        List<String> spare = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 5; i++) {
                spare.add(lines.remove(random.nextInt(lines.size())));
                if (spare.size() > 20) {
                    lines.add(random.nextInt(lines.size()), spare.remove(random.nextInt(spare.size())));
                }
                int at = random.nextInt(lines.size());
                lines.set(at, lines.get(at).replaceAll("} .*", "} " + random.nextInt(1000) + ".5"));
            }
            if (round % 20 == 19) {
                Collections.shuffle(lines, random);
            }
            byte[] page = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            assertThat(target.read(page.clone())).isEqualTo(ReferenceParser.read(page));
        }
        assertThat(target.resolved).isLessThan(404 + 60 * 5 + 1);
    }

    @Test
    void whatRealExportersWriteIsAccepted() throws MalformedPageException {
        assertThat(new ParsedPage()
                        .read("# TYPE a gauge\r\n# HELP a late\r\n# TYPE a gauge\r\n"
                                + "a{x=\"1\",} 2.5905616E7\r\n"
                                + " \t\n"
                                + "a{x=\"\",y=\"z\"} NaN\n"
                                + "a { x = \"2\" , y = \"q\\\\\\\"\\n}\" } +Inf 1795188738218\n"
                                + "b{} -0\n"
                                + "c:d_9\t1e-3\n"
                                + "é\n".replace("é", "# é")
                                + "f{x=\"\\t\"y=\"a\nb\"}-1\ng+2\n"
                                + "e{u=\"ü}\"}.5 1"))
                .isEqualTo(Map.of(
                        Labels.of("__name__", "a", "x", "1"),
                        2.5905616E7,
                        Labels.of("__name__", "a", "y", "z"),
                        Double.NaN,
                        Labels.of("__name__", "a", "x", "2", "y", "q\\\"\n}"),
                        Double.POSITIVE_INFINITY,
                        Labels.of("__name__", "b"),
                        -0.0,
                        Labels.of("__name__", "c:d_9"),
                        0.001,
                        Labels.of("__name__", "f", "x", "\\t", "y", "a\nb"),
                        -1.0,
                        Labels.of("__name__", "g"),
                        2.0,
                        Labels.of("__name__", "e", "u", "ü}"),
                        0.5));
        assertThat(new ParsedPage().read("")).isEmpty();
    }

    @Test
    void theFirstOfTwoLinesOfASeriesIsKeptAndTheOtherCounted() throws MalformedPageException {
        ParsedPage target = new ParsedPage();
        for (int page = 0; page < 2; page++) {
            assertThat(target.read("a{x=\"1\",y=\"2\"} 1\na{ y=\"2\", x=\"1\" } 2\na{x=\"1\",y=\"2\",} 3\n"))
                    .containsExactly(Map.entry(Labels.of("__name__", "a", "x", "1", "y", "2"), 1.0));
            assertThat(target.parser.duplicates()).isEqualTo(2);
        }
    }

    @Test
    void aLongerNameIsNotTakenForAShorterOne() throws MalformedPageException {
        ParsedPage target = new ParsedPage();
        target.read("a 1\nb 1\n");
        assertThat(target.read("ab 2\nb 3\n"))
                .isEqualTo(Map.of(Labels.of("__name__", "ab"), 2.0, Labels.of("__name__", "b"), 3.0));
        target.read("# c\na 1\n");
        assertThat(target.read("# comment\na 2\n")).isEqualTo(Map.of(Labels.of("__name__", "a"), 2.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a ",
                "a{x=\"1\"}",
                "a{x=\"1\"} ",
                "a{x=\"1\" 1",
                "a{x=\"1} 1",
                "a{x=1} 1",
                "a{x} 1",
                "a{,} 1",
                "a{x=\"1\",,} 1",
                "a{x=\"1\",x=\"2\"} 1",
                "a{__name__=\"b\"} 1",
                "a 1 -5",
                "# TYPE a",
                "# TYPE a gauge ",
                "# TYPE a  gauge",
                "# HELP 9 x",
                "a{x=\"\\",
                "9a 1",
                "a-b 1",
                "=a 1",
                "a 1 2 3",
                "a 1 x",
                "a 1 1.5",
                "a 1x",
                "a 0x10",
                "a 1d",
                "a 1_000",
                "a 1e400",
                "a -1e400",
                "a 1e",
                "a --1",
                "a +-Inf",
                "a -NaN",
                "a 1.2.3",
                "a .",
                "a in"
            })
    void aMalformedLineFailsThePageWithItsNumberAndText(String line) throws MalformedPageException {
        ParsedPage target = new ParsedPage();
        target.read("good 1\na{x=\"1\"} 1\n");
        assertThatThrownBy(() -> target.read("good 2\n" + line + "\ngood2 1\n"))
                .isInstanceOf(MalformedPageException.class)
                .hasMessageStartingWith("line 2: ");
        assertThat(target.read("good 3\na{x=\"1\"} 1\n")).containsEntry(Labels.of("__name__", "good"), 3.0);
    }

    @Test
    void anExcerptIsEscaped() {
        assertThatThrownBy(() -> new ParsedPage().read("a{x=\"<script>\u001b[31m\\ü\"} y\n"))
                .hasMessage("line 1: \"y\" is no number: " + "\"a{x=\\\"<script>\\x1b[31m\\\\\\xc3\\xbc\\\"} y\"");
    }

    @Test
    void aLabelThatIsNotUtf8FailsThePage() {
        byte[] page = "ok 1\na{x=\"?\"} 1\n".getBytes(StandardCharsets.US_ASCII);
        page[new String(page, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xff;
        assertThatThrownBy(() -> new ParsedPage().read(page))
                .hasMessage("line 2: a label value is not UTF-8: \"a{x=\\\"\\xff\\\"} 1\"");
    }

    @Test
    void aPageOfAnotherKindIsNamedWithItsBeginning() {
        assertThatThrownBy(() -> new ParsedPage().read("\n<!DOCTYPE html><title>Sign in</title>" + "x".repeat(500)))
                .hasMessageContaining("HTML")
                .hasMessageContaining("Sign in")
                .message()
                .hasSizeLessThan(300);
        assertThatThrownBy(() -> new ParsedPage().read("{\"error\":\"no\"}")).hasMessageContaining("JSON");
    }

    @Test
    void tooManySamplesFailThePage() {
        byte[] page = "a 1\nb 1\nc 1\n".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> new ParsedPage().parser.parse(PageFormat.TEXT, page, page.length, 2, new PageTable(0)))
                .hasMessageContaining("more than 2 samples");
    }
}
