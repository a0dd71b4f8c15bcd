package io.weir.rules.notify.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.notify.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a channel says of messages: the built-in texts, or those of its own templates, escaped for it and cut to what it takes. Thread-safe.
 */
public final class MessageTexts {
    /** No reader goes through more in one message. */
    private static final int MAX_EVENTS = 10;

    private static final MessageTemplate PLAIN = builtIn("plain", Markup.PLAIN);

    private final TextOptions options;
    private final MessageTemplate title;
    private final MessageTemplate text;
    private final boolean withLinks;

    private MessageTexts(TextOptions options, MessageTemplate title, MessageTemplate text, boolean withLinks) {
        this.options = options;
        this.title = title;
        this.text = text;
        this.withLinks = withLinks;
    }

    /**
     * Texts in a markup.
     *
     * @param title a template; null for the built-in title
     * @param text a template; null for the built-in text
     * @throws IllegalArgumentException when one of them is no template
     */
    public static MessageTexts of(TextOptions options, Markup markup, @Nullable String title, @Nullable String text) {
        return of(options, markup, title, text, true);
    }

    /** Texts for a channel that shows links by means of its own, such as buttons. */
    public static MessageTexts withoutLinks(
            TextOptions options, Markup markup, @Nullable String title, @Nullable String text) {
        return of(options, markup, title, text, false);
    }

    private static MessageTexts of(
            TextOptions options, Markup markup, @Nullable String title, @Nullable String text, boolean withLinks) {
        return new MessageTexts(
                options,
                MessageTemplate.of(title == null ? "{{title}}" : title, markup),
                text == null ? builtInText(markup) : MessageTemplate.of(text, markup),
                withLinks);
    }

    /** Where the message leads: its page first, then what a person may do from it. */
    public List<Link> links(Message message) {
        return Facts.links(message, Words.of(options.language()));
    }

    private static MessageTemplate builtInText(Markup markup) {
        return switch (markup) {
            case PLAIN -> PLAIN;
            case HTML -> builtIn("html", markup);
            case MARKDOWN -> builtIn("markdown", markup);
            case SLACK -> builtIn("plain", markup);
            case JSON, FORM -> throw new IllegalArgumentException("there is no built-in text of kind " + markup);
        };
    }

    /** One line, at most {@code maxBytes} of UTF-8. */
    public String title(Message message, int maxBytes) {
        String line = title.render(Facts.of(message, options, MAX_EVENTS)).replaceAll("\\s+", " ");
        return Cut.bytes(line.strip(), maxBytes);
    }

    /** At most {@code maxBytes} of UTF-8: fewer events are listed until it fits, and then the only one is cut. */
    public String text(Message message, int maxBytes) {
        int shown = Math.min(MAX_EVENTS, message.events().size());
        while (true) {
            String rendered = text.render(facts(message, shown)).strip();
            if (shown <= 1 || Cut.size(rendered) <= maxBytes) {
                return Cut.bytes(rendered, maxBytes);
            }
            shown /= 2;
        }
    }

    private Map<String, Object> facts(Message message, int shown) {
        Map<String, Object> facts = Facts.of(message, options, shown);
        if (!withLinks) {
            facts.put("links", List.of());
        }
        return facts;
    }

    /**
     * A whole body by a template, in which <code>{{text}}</code> is the built-in plain text.
     *
     * @param textBytes the most that <code>{{text}}</code> takes
     */
    public static String body(MessageTemplate template, Message message, TextOptions options, int textBytes) {
        MessageTexts plain = new MessageTexts(options, PLAIN, PLAIN, true);
        Map<String, Object> facts = Facts.of(message, options, MAX_EVENTS);
        facts.put("text", plain.text(message, textBytes));
        return template.render(facts);
    }

    private static MessageTemplate builtIn(String name, Markup markup) {
        try (InputStream in = MessageTexts.class.getResourceAsStream(name + ".mustache")) {
            if (in == null) {
                throw new IllegalStateException("there is no template " + name);
            }
            return MessageTemplate.of(new String(in.readAllBytes(), UTF_8), markup);
        } catch (IOException e) {
            throw new UncheckedIOException("the template " + name + " cannot be read", e);
        }
    }
}
