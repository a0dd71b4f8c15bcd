package io.weir.rules.notify.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;

/** What a text is written in, so that a value within it is shown as it is and does nothing. */
public enum Markup {
    /** Nothing has a meaning but control characters. */
    PLAIN {
        @Override
        void append(StringBuilder text, int c) {
            text.appendCodePoint(c);
        }
    },
    /** HTML and XML, in elements and in quoted attributes. */
    HTML {
        @Override
        void append(StringBuilder text, int c) {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                default -> text.appendCodePoint(c);
            }
        }
    },
    /**
     * The Markdown of DingTalk and WeCom. Neither has a documented escape, so a character that could begin a link, a picture, a tag, a
     * mention or a format becomes its full-width twin, which looks the same and does nothing. A value stays on one line.
     */
    MARKDOWN {
        @Override
        void append(StringBuilder text, int c) {
            boolean special = "[]<>*#`~|\\@".indexOf(c) >= 0;
            // Full-width forms stand 0xFEE0 above ASCII: https://www.unicode.org/charts/PDF/UFF00.pdf
            text.appendCodePoint(c == '\n' ? ' ' : special ? c + 0xFEE0 : c);
        }
    },
    /**
     * Slack's mrkdwn, whose three escapes are <a href="https://docs.slack.dev/messaging/formatting-message-text#escaping">documented</a>.
     * Mattermost takes Markdown and mentions by name in the same place, so these become full-width.
     */
    SLACK {
        @Override
        void append(StringBuilder text, int c) {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '\n' -> text.append(' ');
                default -> text.appendCodePoint("[]*`~@".indexOf(c) >= 0 ? c + 0xFEE0 : c);
            }
        }
    },
    /** Within the quotes of a JSON string. */
    JSON {
        @Override
        String escape(String value) {
            return new String(JsonStringEncoder.getInstance().quoteAsString(value));
        }
    },
    /** A value of a form: {@code application/x-www-form-urlencoded}. */
    FORM {
        @Override
        String escape(String value) {
            return URLEncoder.encode(value, UTF_8);
        }
    };

    /** How one character is written. */
    void append(StringBuilder text, int c) {
        throw new IllegalStateException(this + " is escaped as a whole");
    }

    /** A value, fit to stand in a text of this kind; without control characters other than line ends and tabs. */
    String escape(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16);
        value.codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c) && !isDirection(c))
                .forEach(c -> append(text, c));
        return text.toString();
    }

    /** Marks that turn the direction of what follows could make a text look like another. */
    private static boolean isDirection(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c >= 0xD800 && c <= 0xDFFF;
    }
}
