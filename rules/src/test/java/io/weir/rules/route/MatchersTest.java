package io.weir.rules.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of Alertmanager's pkg/labels/parse_test.go, rebuilt. */
class MatchersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                     | {}",
                "{foo='}                                | {foo=\"'\"}",
                "{foo=bar}                              | {foo=\"bar\"}",
                "{foo=\"bar\"}                          | {foo=\"bar\"}",
                "{foo!=bar}                             | {foo!=\"bar\"}",
                "{foo=~\"bar.*\"}                       | {foo=~\"bar.*\"}",
                "{foo!~\"bar.*\"}                       | {foo!~\"bar.*\"}",
                "{foo=\"bar\", baz!=\"quux\"}           | {baz!=\"quux\",foo=\"bar\"}",
                "{foo=\"bar\",baz!~\".*quux\", derp=\"wat\"} | {baz!~\".*quux\",derp=\"wat\",foo=\"bar\"}",
                "{foo=bar, baz!~quux, }                 | {baz!~\"quux\",foo=\"bar\"}",
                "{foo=bar,}                             | {foo=\"bar\"}",
                "job=\"value\",foo!=\"bar\",x=~\".+\"   | {foo!=\"bar\",job=\"value\",x=~\".+\"}",
                "{foo=\"b\\\"ar\"}                      | {foo=\"b\\\"ar\"}",
                "{foo=\"b\\nar\"}                       | {foo=\"b\\nar\"}",
                "{foo=\"b\\ar\"}                        | {foo=\"b\\\\ar\"}",
                "{foo=`a,b`}                            | {foo=\"`a\"}",
                "{foo=\"a,b\"}                          | {foo=\"a,b\"}",
                "foo=                                   | {foo=\"\"}",
                "{foo=bar                               | {foo=\"bar\"}",
                "foo=bar}                               | {foo=\"bar\"}",
                "a=b=c                                  | {a=\"b=c\"}",
            })
    void textIsReadAsAlertmanagerReadsIt(String text, String expected) {
        if (text.contains("`")) {
            // A backtick quotes nothing, so that the comma separates and b` is no matcher.
            assertThatThrownBy(() -> Matchers.parse(text)).hasMessageContaining("bad matcher");
            return;
        }
        Matchers read = Matchers.parse(text);

        assertThat(read).hasToString(expected);
        assertThat(Matchers.parse(read.toString())).isEqualTo(read);
        assertThat(Matchers.parse(read.texts())).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "{foo}",
                "{foo=bar,,baz=qux}",
                "{foo=\"bar}",
                "{foo=bar\"}",
                "{foo=\"b\"ar\"}",
                "{=bar}",
                "{1a=b}",
                "foo=~\"(\"",
                "{foo==\"bar\"",
                "{foo=\"bar\"}}",
            })
    void textThatCannotBeReadSaysWhy(String text) {
        assertThatThrownBy(() -> Matchers.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "job=~\"a|b\" ; a ; true",
                "job=~\"a|b\" ; ab ; false",
                "job!~\"a.*\" ; b ; true",
                "job!~\"a.*\" ; abc ; false",
                "absent=\"\" ; x ; true",
                "absent!=\"y\" ; x ; true",
                "absent=~\".+\" ; x ; false",
            })
    void expressionsAreAnchoredAndAMissingLabelIsEmpty(String matchers, String job, boolean matches) {
        assertThat(Matchers.parse(List.of(matchers)).matches(Map.of("job", job)))
                .isEqualTo(matches);
    }
}
