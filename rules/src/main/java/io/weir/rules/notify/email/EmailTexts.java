package io.weir.rules.notify.email;

import io.weir.rules.notify.Message;
import io.weir.rules.notify.text.Markup;
import io.weir.rules.notify.text.MessageTexts;
import io.weir.rules.notify.text.TextOptions;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a mail says: its subject, its headers, its two parts. */
final class EmailTexts {
    private static final Pattern HEADER_NAME = Pattern.compile("[!-9;-~]+");

    /** These are the mail's own. */
    private static final Set<String> OWN = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "date",
            "message-id",
            "references",
            "in-reply-to",
            "mime-version",
            "content-type",
            "content-transfer-encoding");

    private static final int SUBJECT_BYTES = 250;
    private static final int PART_BYTES = 256 * 1024;

    private final Map<String, MessageTexts> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final MessageTexts plain;
    private final @Nullable MessageTexts html;

    EmailTexts(EmailConfig config) {
        this(config.headers(), config.html(), config.plain(), config.text());
    }

    private EmailTexts(
            Map<String, String> headers, @Nullable String html, @Nullable String plain, TextOptions options) {
        this.headers.put("Subject", MessageTexts.of(options, Markup.PLAIN, null, null));
        headers.forEach(
                (name, template) -> this.headers.put(name, MessageTexts.of(options, Markup.PLAIN, template, null)));
        this.plain = MessageTexts.of(options, Markup.PLAIN, null, plain);
        this.html = html != null && html.isBlank() ? null : MessageTexts.of(options, Markup.HTML, null, html);
    }

    /** @throws IllegalArgumentException when an address is none, a header is not to be set, or a template is none */
    static void check(
            String from,
            List<String> to,
            Map<String, String> headers,
            @Nullable String html,
            @Nullable String plain,
            TextOptions options) {
        address(from);
        to.forEach(EmailTexts::address);
        for (String name : headers.keySet()) {
            if (!HEADER_NAME.matcher(name).matches() || OWN.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("\"" + name + "\" is no header that can be set here");
            }
        }
        var unused = new EmailTexts(headers, html, plain, options);
    }

    static InternetAddress address(String text) {
        try {
            return new InternetAddress(text, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no mail address; write for example Operations <ops@example.org>", e);
        }
    }

    /** One line each. */
    Map<String, String> headers(Message message) {
        Map<String, String> lines = new TreeMap<>();
        headers.forEach((name, text) -> lines.put(name, text.title(message, SUBJECT_BYTES)));
        return lines;
    }

    String plain(Message message) {
        return plain.text(message, PART_BYTES);
    }

    /** Null where there is none. */
    @Nullable
    String html(Message message) {
        return html == null ? null : html.text(message, PART_BYTES);
    }
}
