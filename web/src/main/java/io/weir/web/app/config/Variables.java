package io.weir.web.app.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in {@code ${NAME}} and {@code ${NAME:-default}}; {@code $${} writes a plain <code>${</code>. */
final class Variables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\\}|\\$\\{");

    /** Answers null for a name that is not set. */
    interface Source {
        @Nullable
        String get(String name);
    }

    private final Source source;

    Variables(Source source) {
        this.source = source;
    }

    /**
     * The text with every reference filled in.
     *
     * @throws IllegalArgumentException naming the variable that is not set
     */
    String fill(String text) {
        if (!text.contains("${")) {
            return text;
        }
        UnaryOperator<String> literal = Matcher::quoteReplacement;
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            if (matcher.group().equals("$${")) {
                matcher.appendReplacement(filled, literal.apply("${"));
                continue;
            }
            String name = matcher.group(1);
            if (name == null) {
                throw new IllegalArgumentException("\"" + text + "\" holds an unfinished reference; write ${NAME},"
                        + " or $${ for the two characters themselves");
            }
            String value = source.get(name);
            if (value == null) {
                value = matcher.group(2);
            }
            if (value == null) {
                throw new IllegalArgumentException("the environment variable " + name
                        + " is not set; set it, or write ${" + name + ":-a default}");
            }
            matcher.appendReplacement(filled, literal.apply(value));
        }
        return matcher.appendTail(filled).toString();
    }
}
