package io.weir.rules.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call's arguments, and what a function says when they do not fit. */
record Call(String function, List<@Nullable Object> values) {
    private void count(int wanted) {
        if (values.size() != wanted) {
            throw new TemplateException("wrong number of args: want " + wanted + " got " + values.size());
        }
    }

    /** The one argument. */
    @Nullable
    Object only() {
        count(1);
        return values.get(0);
    }

    /** The {@code i}-th of {@code wanted} arguments, a string. */
    String text(int i, int wanted) {
        count(wanted);
        if (values.get(i) instanceof String text) {
            return text;
        }
        throw mismatch("string", values.get(i));
    }

    /** The {@code i}-th argument as a number: a string is read as one. */
    double number(int i, int wanted) {
        count(wanted);
        Object value = values.get(i);
        if (value instanceof Double || value instanceof Long) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof String text) {
            try {
                return switch (text) {
                    case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(text);
                };
            } catch (NumberFormatException e) {
                throw new TemplateException("\"" + text + "\" is no number");
            }
        }
        throw new TemplateException("can't convert " + Printing.kind(value) + " to float");
    }

    TemplateData.Element element(int i, int wanted) {
        count(wanted);
        if (values.get(i) instanceof TemplateData.Element element) {
            return element;
        }
        throw mismatch("*template.sample", values.get(i));
    }

    List<?> list(int i, int wanted) {
        count(wanted);
        if (values.get(i) instanceof List<?> list) {
            return list;
        }
        throw mismatch("template.queryResult", values.get(i));
    }

    private static TemplateException mismatch(String wanted, @Nullable Object got) {
        return new TemplateException("wrong type for value; expected " + wanted + "; got " + Printing.kind(got));
    }
}
