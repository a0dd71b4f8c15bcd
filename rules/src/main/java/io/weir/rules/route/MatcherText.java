package io.weir.rules.route;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.weir.collector.metric.LabelMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes matchers as <a href="https://github.com/prometheus/alertmanager/blob/v0.25.0/pkg/labels/parse.go">Alertmanager 0.25</a> does,
 * which forgives missing quotes and braces.
 */
final class MatcherText {
    private static final Pattern ONE =
            Pattern.compile("^\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(=~|=|!=|!~)\\s*((?s).*?)\\s*$");
    private static final Map<String, LabelMatcher.Kind> KINDS = Map.of(
            "=", LabelMatcher.Kind.EQUAL,
            "!=", LabelMatcher.Kind.NOT_EQUAL,
            "=~", LabelMatcher.Kind.REGEX,
            "!~", LabelMatcher.Kind.NOT_REGEX);

    private MatcherText() {}

    static List<LabelMatcher> parse(String text) {
        String inner = text.startsWith("{") ? text.substring(1) : text;
        inner = inner.endsWith("}") ? inner.substring(0, inner.length() - 1) : inner;
        return split(inner).stream().map(MatcherText::one).toList();
    }

    /** At commas outside of quotes; a comma at the end is forgiven, an empty matcher between two is not. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            }
            // As Alertmanager has it: a comma within quotes leaves an escape open. It matters only for texts that are
            // refused anyway.
            if (c == '"') {
                quoted = escaped ? quoted : !quoted;
                escaped = false;
            } else if (c == '\\') {
                escaped = !escaped;
            } else if (c != ',') {
                escaped = false;
            }
            part.append(c);
        }
        if (!part.toString().isBlank()) {
            parts.add(part.toString().strip());
        }
        return parts;
    }

    private static LabelMatcher one(String text) {
        Matcher found = ONE.matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("bad matcher \"" + text
                    + "\"; write a label, one of = != =~ !~, and a value, such as job=\"orders\"");
        }
        LabelMatcher.Kind kind = KINDS.get(found.group(2));
        if (kind == null) {
            throw new IllegalStateException("the pattern knows an operator that the table does not");
        }
        return new LabelMatcher(kind, found.group(1), value(found.group(3)));
    }

    private static String value(String raw) {
        boolean quoted = raw.startsWith("\"");
        String rest = quoted ? raw.substring(1) : raw;
        StringBuilder value = new StringBuilder();
        boolean closed = !quoted;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            boolean last = i == rest.length() - 1;
            if (c == '\\' && !last) {
                i++;
                value.append(unescaped(rest.charAt(i)));
            } else if (c == '"') {
                if (closed || !last) {
                    throw unescapedQuote(raw);
                }
                closed = true;
            } else {
                value.append(c);
            }
        }
        if (!closed) {
            throw unescapedQuote(raw);
        }
        return value.toString();
    }

    /** A backslash before anything else stands for itself. */
    private static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case '"', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private static IllegalArgumentException unescapedQuote(String raw) {
        return new IllegalArgumentException(
                "the value " + raw + " has a double quote too many or too few; write \\\" for one inside");
    }

    static String of(LabelMatcher matcher) {
        return matcher.name()
                + matcher.kind().symbol()
                + '"'
                + matcher.value().replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"")
                + '"';
    }
}
