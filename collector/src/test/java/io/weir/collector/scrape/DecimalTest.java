package io.weir.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DecimalTest {
    @Property(tries = 2000)
    void aDoubleAsJavaWritesItComesBackExactly(@ForAll double value) throws MalformedPageException {
        assertThat(parse(Double.toString(value))).isEqualTo(value);
    }

    @Property(tries = 2000)
    void decimalsAreRoundedAsTheJdkRoundsThem(
            @ForAll @LongRange(min = 0, max = 99_999_999_999_999_999L) long digits,
            @ForAll @IntRange(min = 0, max = 20) int point,
            @ForAll @IntRange(min = -40, max = 40) int exponent)
            throws MalformedPageException {
        StringBuilder text = new StringBuilder(Long.toString(digits));
        text.insert(Math.min(point, text.length()), '.');
        text.append('e').append(exponent);
        assertThat(parse(text.toString())).isEqualTo(Double.parseDouble(text.toString()));
    }

    @Example
    void theSpecialOnesAreKnown() throws MalformedPageException {
        assertThat(parse("-0")).isEqualTo(-0.0);
        assertThat(1 / parse("-0.0")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(parse("-9.223372036854776E18")).isEqualTo((double) Long.MIN_VALUE);
        assertThat(parse("0.1234567890123456789012345678901234567890")).isEqualTo(0.12345678901234568);
        assertThat(parse("1234567890123456789012345678901234567890")).isEqualTo(1.2345678901234568E39);
        assertThat(parse("0000000000000000000000000000000000000001.5")).isEqualTo(1.5);
        assertThat(parse("1e-400")).isZero();
        for (String word : new String[] {"NaN", "nan"}) {
            assertThat(parse(word)).isNaN();
        }
        for (String word : new String[] {"+Inf", "Inf", "infinity", "INF".toLowerCase(Locale.ROOT)}) {
            assertThat(parse(word)).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(parse("-" + word.replace("+", ""))).isEqualTo(Double.NEGATIVE_INFINITY);
        }
    }

    private static double parse(String text) throws MalformedPageException {
        byte[] bytes = ("=" + text + " ").getBytes(StandardCharsets.US_ASCII);
        return Decimal.parse(bytes, 1, bytes.length - 1);
    }
}
