package io.weir.rules.template;

import io.weir.rules.promql.GoNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Go prints them. */
final class Printing {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Printing() {}

    /** As {@code fmt.Sprint} and {@code %v}. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "<no value>";
        }
        if (value instanceof Double number) {
            return GoNumber.general(number);
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map)
                    .entrySet().stream()
                            .map(entry -> entry.getKey() + ":" + text(entry.getValue()))
                            .collect(Collectors.joining(" ", "map[", "]"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Printing::text).collect(Collectors.joining(" ", "[", "]"));
        }
        if (value instanceof TemplateData.Element element) {
            return "{" + text(element.labels()) + " " + text(element.value()) + "}";
        }
        if (value instanceof TemplateData data) {
            return "{" + text(data.labels()) + " " + text(data.externalLabels()) + " " + data.externalUrl() + " "
                    + text(data.value()) + "}";
        }
        if (value instanceof Instant instant) {
            return time(instant);
        }
        return value.toString();
    }

    /** As a {@code time.Time} in UTC: trailing zeros of the fraction are left out. */
    private static String time(Instant instant) {
        String fraction = instant.getNano() == 0
                ? ""
                : String.format(Locale.ROOT, ".%09d", instant.getNano()).replaceAll("0+$", "");
        return SECONDS.format(instant) + fraction + " +0000 UTC";
    }

    /** The type's name, as Go's errors and {@code %T} call it. */
    static String kind(@Nullable Object value) {
        if (value == null) {
            return "<nil>";
        }
        if (value instanceof Double) {
            return "float64";
        }
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Map) {
            return "map[string]string";
        }
        return value instanceof List ? "template.queryResult" : "*template.sample";
    }

    /** As {@code %.{precision}g}: so many significant digits, trailing zeros left out. */
    static String significant(double value, int precision) {
        if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
            return GoNumber.general(value);
        }
        int digits = Math.max(1, precision);
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= digits) {
            return GoNumber.exponential(rounded);
        }
        return rounded.toPlainString();
    }

    /** As {@code %.{precision}f}. */
    static String fixed(double value, int precision) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return GoNumber.general(value);
        }
        String text = new BigDecimal(value)
                .setScale(precision, RoundingMode.HALF_EVEN)
                .toPlainString();
        boolean lostSign = (value < 0 || 1 / value < 0) && !text.startsWith("-");
        return lostSign ? "-" + text : text;
    }
}
