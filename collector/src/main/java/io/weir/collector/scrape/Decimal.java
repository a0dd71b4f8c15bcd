package io.weir.collector.scrape;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Numbers of a page, exact to the last bit: short ones by one multiplication or division of exactly representable doubles (Clinger's fast path, <a
 * href="https://dl.acm.org/doi/10.1145/93542.93557">How to Read Floating Point Numbers Accurately</a>), the others by
 * <a href="https://arxiv.org/abs/2101.11408">Number Parsing at a Gigabyte per Second</a>.
 */
final class Decimal {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int EXACT_DIGITS = 15;

    private Decimal() {}

    /**
     * The number that is written in [from, to).
     *
     * @throws MalformedPageException when it is none, or too large for a double
     */
    static double parse(byte[] page, int from, int to) throws MalformedPageException {
        int at = from;
        boolean negative = false;
        if (at < to && (page[at] == '-' || page[at] == '+')) {
            negative = page[at] == '-';
            at++;
        }
        int numberStart = at;
        long mantissa = 0;
        int significant = 0;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        for (; at < to; at++) {
            int b = page[at];
            if (b >= '0' && b <= '9') {
                digits++;
                if (significant < EXACT_DIGITS + 3) {
                    mantissa = mantissa * 10 + (b - '0');
                }
                significant += mantissa == 0 ? 0 : 1;
                scale -= point ? 1 : 0;
            } else if (b == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return special(page, from, numberStart, to, negative);
        }
        if (at < to && (page[at] == 'e' || page[at] == 'E')) {
            int exponent = exponent(page, at + 1, to);
            scale += exponent;
            at = to;
        }
        if (at != to) {
            throw notANumber(page, from, to);
        }
        if (significant <= EXACT_DIGITS && scale >= -22 && scale <= 22) {
            double exact = scale < 0 ? mantissa / POWERS_OF_TEN[-scale] : mantissa * POWERS_OF_TEN[scale];
            return negative ? -exact : exact;
        }
        return longOne(page, from, to);
    }

    private static int exponent(byte[] page, int from, int to) throws MalformedPageException {
        int at = from;
        boolean negative = false;
        if (at < to && (page[at] == '-' || page[at] == '+')) {
            negative = page[at] == '-';
            at++;
        }
        if (at == to) {
            throw notANumber(page, from, to);
        }
        int exponent = 0;
        for (; at < to; at++) {
            int b = page[at];
            if (b < '0' || b > '9') {
                throw notANumber(page, from, to);
            }
            exponent = Math.min(100_000, exponent * 10 + (b - '0'));
        }
        return negative ? -exponent : exponent;
    }

    private static double longOne(byte[] page, int from, int to) throws MalformedPageException {
        // Only digits, a point, signs and an exponent are left here, so Java's own extensions (1d, 0x1p3) cannot slip
        // in.
        double value = JavaDoubleParser.parseDouble(page, from, to - from);
        if (Double.isInfinite(value)) {
            throw new MalformedPageException(
                    "the number " + Excerpt.of(page, from, to, 60) + " is too large for a double");
        }
        return value;
    }

    private static double special(byte[] page, int from, int wordStart, int to, boolean negative)
            throws MalformedPageException {
        if (to - wordStart > 8) {
            throw notANumber(page, from, to);
        }
        String word = new String(page, wordStart, to - wordStart, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        switch (word) {
            case "nan":
                if (wordStart == from) {
                    return Double.NaN;
                }
                throw notANumber(page, from, to);
            case "inf", "infinity":
                return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            default:
                throw notANumber(page, from, to);
        }
    }

    private static MalformedPageException notANumber(byte[] page, int from, int to) {
        return new MalformedPageException("\"" + Excerpt.of(page, from, to, 60) + "\" is no number");
    }
}
