package io.weir.rules.template;

import io.weir.rules.promql.GoNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Go's <a href="https://pkg.go.dev/fmt">fmt</a> for the values that templates have. */
final class Format {
    private static final Pattern VERB = Pattern.compile("%([-+# 0]*)(\\d{1,4})?(?:\\.(\\d{0,3}))?(.)", Pattern.DOTALL);

    private Format() {}

    /** As {@code fmt.Sprint}: a space between two operands neither of which is a string. */
    static String spaced(List<@Nullable Object> values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            boolean apart = i > 0 && !(values.get(i - 1) instanceof String) && !(values.get(i) instanceof String);
            text.append(apart ? " " : "").append(Printing.text(values.get(i)));
        }
        return text.toString();
    }

    static String printf(List<@Nullable Object> values) {
        if (values.isEmpty() || !(values.get(0) instanceof String format)) {
            throw new TemplateException("printf needs a format, such as \"%.2f\"");
        }
        Matcher verb = VERB.matcher(format);
        StringBuilder text = new StringBuilder();
        int at = 0;
        int next = 1;
        while (verb.find()) {
            text.append(format, at, verb.start());
            at = verb.end();
            if (verb.group(4).equals("%")) {
                text.append('%');
            } else if (next >= values.size()) {
                text.append("%!").append(verb.group(4)).append("(MISSING)");
            } else {
                text.append(padded(one(verb, values.get(next++)), verb));
            }
        }
        text.append(format.substring(at));
        if (format.endsWith("%") && !format.endsWith("%%")) {
            text.setLength(text.length() - 1);
            text.append("%!(NOVERB)");
        }
        if (next < values.size()) {
            text.append("%!(EXTRA ");
            for (int i = next; i < values.size(); i++) {
                text.append(i > next ? ", " : "")
                        .append(Printing.kind(values.get(i)))
                        .append('=');
                text.append(Printing.text(values.get(i)));
            }
            text.append(')');
        }
        return text.toString();
    }

    private static String padded(String text, Matcher verb) {
        int width = verb.group(2) == null ? 0 : Integer.parseInt(verb.group(2));
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (verb.group(1).contains("-")) {
            return text + " ".repeat(missing);
        }
        if (verb.group(1).contains("0") && "dfeEgGxX".contains(verb.group(4))) {
            boolean signed = text.startsWith("-") || text.startsWith("+");
            return (signed ? text.substring(0, 1) : "") + "0".repeat(missing) + text.substring(signed ? 1 : 0);
        }
        return " ".repeat(missing) + text;
    }

    private static String one(Matcher verb, @Nullable Object value) {
        String flags = verb.group(1);
        Integer precision = verb.group(3) == null ? null : verb.group(3).isEmpty() ? 0 : Integer.valueOf(verb.group(3));
        String letter = verb.group(4);
        String text = null;
        if (letter.equals("v")) {
            text = value instanceof Double number && precision != null
                    ? Printing.significant(number, precision)
                    : Printing.text(value);
        } else if (letter.equals("T")) {
            return Printing.kind(value);
        } else if (value instanceof Double number) {
            text = number(number, letter, precision);
        } else if (value instanceof Long number) {
            text = integer(number, letter);
        } else if (value instanceof String string) {
            text = string(string, letter, precision);
        } else if (value instanceof Boolean && letter.equals("t")) {
            return value.toString();
        } else if (letter.equals("s") && value != null && !(value instanceof Boolean)) {
            return Printing.text(value);
        }
        if (text == null) {
            return "%!" + letter + "(" + Printing.kind(value) + "=" + Printing.text(value) + ")";
        }
        boolean unsigned = value instanceof Number && !text.startsWith("-") && !text.startsWith("+");
        return unsigned && flags.contains("+") ? "+" + text : unsigned && flags.contains(" ") ? " " + text : text;
    }

    private static @Nullable String number(double value, String letter, @Nullable Integer precision) {
        return switch (letter) {
            case "f", "F" -> Printing.fixed(value, precision == null ? 6 : precision);
            case "g", "G" -> precision == null ? GoNumber.general(value) : Printing.significant(value, precision);
            case "e", "E" -> exponent(value, precision == null ? 6 : precision, letter.equals("E"));
            default -> null;
        };
    }

    private static String exponent(double value, int precision, boolean upper) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return GoNumber.general(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = value == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String digits = Printing.fixed(rounded.movePointLeft(exponent).doubleValue(), precision);
        String text =
                digits + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return upper ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static @Nullable String integer(long value, String letter) {
        return switch (letter) {
            case "d" -> Long.toString(value);
            case "x" -> Long.toString(value, 16);
            case "X" -> Long.toString(value, 16).toUpperCase(Locale.ROOT);
            case "o" -> Long.toString(value, 8);
            case "b" -> Long.toString(value, 2);
            case "c" -> Character.isValidCodePoint((int) value) ? Character.toString((int) value) : null;
            default -> null;
        };
    }

    private static @Nullable String string(String value, String letter, @Nullable Integer precision) {
        String cut = precision == null || precision >= value.length() ? value : value.substring(0, precision);
        return switch (letter) {
            case "s" -> cut;
            case "q" -> Escapes.quote(cut);
            default -> null;
        };
    }
}
