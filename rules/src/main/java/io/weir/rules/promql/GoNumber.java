package io.weir.rules.promql;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Numbers as Go writes them, which labels, printed queries and templates show. */
public final class GoNumber {
    /** Where {@code %v} begins to write an exponent. */
    private static final int LARGE_EXPONENT = 6;

    private static final int SMALL_EXPONENT = -4;

    private GoNumber() {}

    /** As {@code strconv.FormatFloat(v, 'f', -1, 64)}: the fewest digits that read back, never an exponent. */
    public static String decimal(double value) {
        String special = special(value);
        if (special != null) {
            return special;
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /** As {@code fmt.Sprint}: the same, but with an exponent for very large and very small numbers. */
    public static String general(double value) {
        String special = special(value);
        if (special != null) {
            return special;
        }
        BigDecimal number = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= SMALL_EXPONENT && exponent < LARGE_EXPONENT) {
            return number.toPlainString();
        }
        return exponential(number);
    }

    /** One digit, a point and the others, and an exponent of two digits at least, as in 1.5e+06. */
    public static String exponential(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        String digits = number.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = number.signum() < 0 ? "-" : "";
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+")
                + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static @Nullable String special(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        return null;
    }
}
