package io.weir.rules.notify.email;

import io.weir.rules.notify.Channel;
import io.weir.rules.notify.ChannelConfig;
import io.weir.rules.notify.ChannelTools;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.text.TextOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mailboxes behind one mail server.
 *
 * @param host of the mail server
 * @param port 465 means TLS at once ({@link Encryption#IMPLICIT}) where nothing else is said
 * @param from who it is from, such as {@code Weir <weir@example.org>}
 * @param to who it is for, likewise
 * @param login null for a server that takes mail without one
 * @param hello the name by which Weir introduces itself
 * @param headers more headers, or other values of {@code Subject} and the like; templates
 * @param html a template; null for the built-in one, empty for no HTML
 * @param plain a template of the text part; null for the built-in one
 * @param socket deadline, TLS and rules of addresses
 */
public record EmailConfig(
        String host,
        int port,
        Encryption encryption,
        String from,
        List<String> to,
        @Nullable Login login,
        String hello,
        Map<String, String> headers,
        @Nullable String html,
        @Nullable String plain,
        boolean sendResolved,
        HttpOptions socket,
        Duration giveUpAfter,
        TextOptions text)
        implements ChannelConfig {
    /** How the connection is kept from being read. */
    public enum Encryption {
        /** {@code STARTTLS}, and no mail without it. */
        STARTTLS,
        /** TLS from the first byte. */
        IMPLICIT,
        /** None; then there is no login either. */
        NONE
    }

    /** A user of the mail server. */
    public record Login(String username, SecretText password) {}

    public EmailConfig {
        to = List.copyOf(to);
        headers = Map.copyOf(headers);
        if (to.isEmpty()) {
            throw new IllegalArgumentException("an email needs somebody that it is for: to");
        }
        if (login != null && encryption == Encryption.NONE) {
            throw new IllegalArgumentException(
                    "the password would be sent in clear; write require_tls: true, or no auth_username");
        }
        EmailTexts.check(from, to, headers, html, plain, text);
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public String address() {
        return String.join(", ", to);
    }

    @Override
    public Channel open(ChannelTools tools) {
        return new EmailChannel(this, tools.clock());
    }
}
