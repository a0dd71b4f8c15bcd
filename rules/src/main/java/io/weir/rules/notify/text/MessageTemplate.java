package io.weir.rules.notify.text;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A <a href="https://mustache.github.io/mustache.5.html">Mustache</a> template over {@link Facts}: variables and sections, no partials, no
 * lambdas, no code. Each value is escaped before the template has it, so that <code>{{{value}}}</code> writes the same as
 * <code>{{value}}</code>. Thread-safe.
 */
public final class MessageTemplate {
    private static final Pattern GO = Pattern.compile(
            "\\{\\{-?\\s*(\\.[A-Z]|\\$|(template|define|range|if|else|end|with)\\b)", Pattern.CASE_INSENSITIVE);
    private static final int MAX_CHARS = 64 * 1024;

    private final Template template;

    private MessageTemplate(Template template) {
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @param markup what its values are escaped for
     * @throws IllegalArgumentException when it is none, or names what a message does not have
     */
    public static MessageTemplate of(String text, Markup markup) {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a template is at most " + MAX_CHARS + " characters long");
        }
        if (GO.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "this is a Go template as Alertmanager has them; Weir's are Mustache, such"
                            + " as {{title}} and {{#events}}{{summary}}{{/events}}: see docs/receivers.md");
        }
        try {
            Template template = Mustache.compiler()
                    .withEscaper(value -> value)
                    .withFormatter(value -> markup.escape(value.toString()))
                    .withCollector(new PlainValues())
                    .withLoader(name -> {
                        throw new IllegalArgumentException(
                                "a template cannot take in another: write what \"" + name + "\" holds");
                    })
                    .emptyStringIsFalse(true)
                    .defaultValue("")
                    .compile(text);
            template.visit(new KnownNames());
            return new MessageTemplate(template);
        } catch (MustacheException e) {
            throw new IllegalArgumentException("this is no Mustache template: " + e.getMessage(), e);
        }
    }

    /** The text for the facts of a message. */
    public String render(Map<String, Object> facts) {
        return template.execute(facts);
    }
}
