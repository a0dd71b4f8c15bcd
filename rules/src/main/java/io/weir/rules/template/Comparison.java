package io.weir.rules.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code eq}, {@code lt} and the like. As in Go, an integer and a float are not comparable: write {@code gt $value 10.0}. */
final class Comparison {
    private Comparison() {}

    static boolean of(String name, List<@Nullable Object> values) {
        if (values.size() < 2 || values.size() > 2 && !name.equals("eq")) {
            throw new TemplateException("wrong number of args: want 2 got " + values.size());
        }
        Object first = values.get(0);
        if (name.equals("eq")) {
            return values.stream().skip(1).anyMatch(value -> equal(first, value));
        }
        if (name.equals("ne")) {
            return !equal(first, values.get(1));
        }
        Object second = values.get(1);
        return switch (name) {
            case "lt" -> less(first, second);
            case "le" -> less(first, second) || equal(first, second);
            case "gt" -> !less(first, second) && !equal(first, second);
            default -> !less(first, second);
        };
    }

    private static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        checkSameKind(a, b);
        return a instanceof Double x && b instanceof Double y ? x.doubleValue() == y : a.equals(b);
    }

    private static boolean less(@Nullable Object a, @Nullable Object b) {
        checkSameKind(a, b);
        if (a instanceof Double x && b instanceof Double y) {
            return x < y;
        }
        if (a instanceof Long x && b instanceof Long y) {
            return x < y;
        }
        if (a instanceof String x && b instanceof String y) {
            return x.compareTo(y) < 0;
        }
        throw new TemplateException("invalid type for comparison");
    }

    private static void checkSameKind(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null || a.getClass() != b.getClass()) {
            throw new TemplateException("incompatible types for comparison: " + Printing.kind(a) + " and "
                    + Printing.kind(b) + "; compare a value with a number that has a point, such as 10.0");
        }
    }
}
