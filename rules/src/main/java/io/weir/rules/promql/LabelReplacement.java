package io.weir.rules.promql;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.stream.Collectors;

/** {@code label_replace(v, destination, replacement, source, regex)}. */
final class LabelReplacement {
    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern GROUP_NAME = Pattern.compile("[0-9A-Za-z_]+");

    private LabelReplacement() {}

    static Value apply(List<Column> columns, String destination, String replacement, String from, String regex) {
        Pattern pattern;
        try {
            pattern = Pattern.compile("^(?:" + regex + ")$");
        } catch (PatternSyntaxException e) {
            throw new QueryException(
                    QueryException.Type.EXECUTION, "invalid regular expression in label_replace(): " + regex);
        }
        if (!LABEL_NAME.matches(destination)) {
            throw new QueryException(
                    QueryException.Type.EXECUTION, "invalid destination label name in label_replace(): " + destination);
        }
        return new Value.Vectors(Column.relabel(columns, labels -> {
            Matcher matcher = pattern.matcher(labels.get(from));
            return matcher.find() ? labels.with(destination, expand(replacement, matcher)) : labels;
        }));
    }

    /** {@code label_join(v, destination, separator, source, ...)}. */
    static Value join(List<Column> columns, String destination, String separator, List<String> sources) {
        for (String source : sources) {
            if (!LABEL_NAME.matches(source)) {
                throw new QueryException(
                        QueryException.Type.EXECUTION, "invalid source label name in label_join(): " + source);
            }
        }
        if (!LABEL_NAME.matches(destination)) {
            throw new QueryException(
                    QueryException.Type.EXECUTION, "invalid destination label name in label_join(): " + destination);
        }
        return new Value.Vectors(Column.relabel(
                columns,
                labels -> labels.with(
                        destination, sources.stream().map(labels::get).collect(Collectors.joining(separator)))));
    }

    /** Go's templates: {@code $1}, {@code ${1}}, {@code ${name}}, {@code $$}; a group that is not there is empty. */
    private static String expand(String template, Matcher matcher) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char c = template.charAt(at);
            if (c != '$' || at + 1 == template.length()) {
                text.append(c);
                at++;
                continue;
            }
            char next = template.charAt(at + 1);
            if (next == '$') {
                text.append('$');
                at += 2;
                continue;
            }
            int start = next == '{' ? at + 2 : at + 1;
            int end = start;
            while (end < template.length() && GROUP_NAME.matches(template.substring(end, end + 1))) {
                end++;
            }
            boolean closed = next != '{' || end < template.length() && template.charAt(end) == '}';
            if (end == start || !closed) {
                text.append('$');
                at++;
                continue;
            }
            text.append(group(matcher, template.substring(start, end)));
            at = next == '{' ? end + 1 : end;
        }
        return text.toString();
    }

    private static String group(Matcher matcher, String name) {
        String value;
        try {
            int number = Integer.parseInt(name);
            value = number <= matcher.groupCount() ? matcher.group(number) : null;
        } catch (NumberFormatException notANumber) {
            try {
                value = matcher.group(name);
            } catch (IllegalArgumentException noSuchGroup) {
                value = null;
            }
        }
        return value == null ? "" : value;
    }
}
