package io.weir.rules.promql;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A series and its values in the short notation of Prometheus' <a
 * href="https://prometheus.io/docs/prometheus/2.42/configuration/unit_testing_rules/#series">unit tests</a>: {@code up{job="x"}
 * 0+1x5 _x2 stale}.
 *
 * @param values one for each step; null where there is no sample
 */
public record SeriesDescription(Labels labels, List<@Nullable Double> values) {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** No hexadecimal numbers here: an x means times. */
    private static final String NUMBER =
            "[+-]?(?:[iI][nN][fF]|[nN][aA][nN]|(?:\\d+\\.?\\d*|\\.\\d+)" + "(?:[eE][+-]?\\d+)?)";
    /** More steps than this is a slip of the pen. */
    private static final int MOST_STEPS = 1_000_000;

    /**
     * Reads labels and values.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static SeriesDescription parse(String text) {
        int end = endOfLabels(text);
        return of(text.substring(0, end), text.substring(end));
    }

    /**
     * Reads labels such as {@code up{job="x"}} and values such as {@code 0+1x5}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static SeriesDescription of(String series, String values) {
        return new SeriesDescription(labels(series), values(values));
    }

    /**
     * Reads a series' name and labels.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Labels labels(String text) {
        String trimmed = text.trim();
        if (trimmed.isEmpty() || trimmed.equals("{}")) {
            return Labels.EMPTY;
        }
        Expr expr;
        try {
            expr = Parser.parse(trimmed);
        } catch (QueryException e) {
            throw new IllegalArgumentException("series \"" + trimmed + "\": " + e.getMessage(), e);
        }
        if (!(expr instanceof Expr.VectorSelector selector) || !selector.shift().equals(Shift.NONE)) {
            throw notSeries(trimmed);
        }
        Map<String, String> labels = new TreeMap<>();
        for (LabelMatcher matcher : selector.matchers()) {
            if (matcher.kind() != LabelMatcher.Kind.EQUAL) {
                throw notSeries(trimmed);
            }
            labels.put(matcher.name(), matcher.value());
        }
        return Labels.of(labels);
    }

    private static IllegalArgumentException notSeries(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no series; write a name and labels such as up{job=\"x\"}");
    }

    private static int endOfLabels(String text) {
        boolean quoted = false;
        char quote = ' ';
        boolean braces = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quoted = false;
                }
            } else if (c == '"' || c == '\'') {
                quoted = true;
                quote = c;
            } else if (c == '{') {
                braces = true;
            } else if (c == '}') {
                return i + 1;
            } else if (Character.isWhitespace(c) && !braces && text.indexOf('{', i) < 0) {
                return i;
            }
        }
        return text.length();
    }

    private static List<@Nullable Double> values(String text) {
        List<@Nullable Double> values = new ArrayList<>();
        for (String item : SPACE.split(text.trim())) {
            if (!item.isEmpty()) {
                add(item, values);
                if (values.size() > MOST_STEPS) {
                    throw new IllegalArgumentException("more than " + MOST_STEPS + " values");
                }
            }
        }
        return values;
    }

    private static void add(String item, List<@Nullable Double> values) {
        Item parsed = Item.parse(item);
        if (parsed.times() > MOST_STEPS) {
            throw new IllegalArgumentException("\"" + item + "\" makes more than " + MOST_STEPS + " values");
        }
        if (parsed.start() == null) {
            for (int i = 0; i < Math.max(1, parsed.times()); i++) {
                values.add(null);
            }
            return;
        }
        // "0+1x3" is the start and three steps, so four values, and "0x3" likewise; "0" is one value.
        double value = parsed.start();
        for (int i = 0; i <= parsed.times(); i++) {
            values.add(value);
            value += parsed.step();
        }
    }

    private record Item(@Nullable Double start, double step, int times) {
        private static final Pattern FORM = Pattern.compile(
                "(?:(_)|(stale)|(" + NUMBER + ")(?:([+-])(" + NUMBER.substring(5) + "))?)(?:x(\\d{1,9}))?");

        static Item parse(String text) {
            Matcher form = FORM.matcher(text);
            boolean steps = form.matches() && form.group(4) != null;
            if (!form.matches() || steps && form.group(6) == null || form.group(2) != null && form.group(6) != null) {
                throw new IllegalArgumentException("\"" + text
                        + "\" is no value of a series; write a number, start+stepxtimes such as 0+1x5, _ or stale");
            }
            int times = form.group(6) == null ? 0 : Integer.parseInt(form.group(6));
            if (form.group(1) != null) {
                return new Item(null, 0, times);
            }
            if (form.group(2) != null) {
                return new Item(Sample.STALE, 0, times);
            }
            double step = steps ? (form.group(4).equals("-") ? -1 : 1) * number(form.group(5)) : 0;
            return new Item(number(form.group(3)), step, times);
        }

        private static double number(String text) {
            boolean signed = text.startsWith("-") || text.startsWith("+");
            Token token = new Token(Token.Kind.NUMBER, signed ? text.substring(1) : text, 0);
            double number = Literals.number(new SourceText(text), token);
            return text.startsWith("-") ? -number : number;
        }
    }
}
