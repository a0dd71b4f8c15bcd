package io.weir.rules.notify.webhook;

import io.weir.rules.notify.Channel;
import io.weir.rules.notify.ChannelConfig;
import io.weir.rules.notify.ChannelTools;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.http.Poster;
import io.weir.rules.notify.text.Markup;
import io.weir.rules.notify.text.MessageTemplate;
import io.weir.rules.notify.text.TextOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A webhook.
 *
 * @param url where to post; it often holds a token
 * @param maxAlerts the most events that one post tells of in Alertmanager's payload; 0 for all
 * @param body null for Alertmanager's payload
 * @param headers beside Weir's own; a value may be a secret
 * @param signingSecret the key of {@link Signature}; null for none
 */
public record WebhookConfig(
        SecretText url,
        boolean sendResolved,
        int maxAlerts,
        HttpOptions http,
        @Nullable Body body,
        Map<String, SecretText> headers,
        @Nullable SecretText signingSecret,
        Duration giveUpAfter,
        TextOptions text)
        implements ChannelConfig {
    private static final Set<String> OWN_HEADERS = Set.of(
            "host", "content-length", "transfer-encoding", "connection", "content-type", "idempotency-key", "expect");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /**
     * A body by a template.
     *
     * @param contentType also says how values are escaped: as JSON, as a form, as XML, or as plain text
     */
    public record Body(String template, String contentType) {
        public Body {
            compiled(template, contentType);
        }

        MessageTemplate compiled() {
            return compiled(template, contentType);
        }

        private static MessageTemplate compiled(String template, String contentType) {
            return MessageTemplate.of(template, markup(contentType));
        }

        private static Markup markup(String contentType) {
            String type = contentType.toLowerCase(Locale.ROOT);
            if (type.contains("json")) {
                return Markup.JSON;
            }
            if (type.contains("x-www-form-urlencoded")) {
                return Markup.FORM;
            }
            return type.contains("xml") || type.contains("html") ? Markup.HTML : Markup.PLAIN;
        }
    }

    public WebhookConfig {
        URI.create(url.reveal());
        if (maxAlerts < 0) {
            throw new IllegalArgumentException("max_alerts must be 0 or more, got " + maxAlerts);
        }
        headers = Map.copyOf(headers);
        headers.forEach((name, value) -> {
            if (!HEADER_NAME.matcher(name).matches() || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("\"" + name + "\" is no header that can be set here");
            }
        });
    }

    /** A plain webhook that takes Alertmanager's payload. */
    public static WebhookConfig plain(SecretText url, boolean sendResolved, HttpOptions http, Duration giveUpAfter) {
        return new WebhookConfig(url, sendResolved, 0, http, null, Map.of(), null, giveUpAfter, TextOptions.DEFAULTS);
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public String address() {
        return Poster.shown(URI.create(url.reveal()));
    }

    @Override
    public Channel open(ChannelTools tools) {
        return new WebhookChannel(this, tools.clock());
    }
}
