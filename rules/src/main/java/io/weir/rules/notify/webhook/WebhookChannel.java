package io.weir.rules.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.rules.notify.Channel;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.http.Poster;
import io.weir.rules.notify.text.MessageTemplate;
import io.weir.rules.notify.text.MessageTexts;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts a message to a webhook. */
final class WebhookChannel implements Channel {
    /** The most of the built-in text within a body of a template's own. */
    private static final int TEXT_BYTES = 8 * 1024;

    private final WebhookConfig config;
    private final Clock clock;
    private final Poster poster;
    private final String target;
    private final Map<String, String> headers = new HashMap<>();
    private final @Nullable MessageTemplate template;

    WebhookChannel(WebhookConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        URI url = URI.create(config.url().reveal());
        this.poster = new Poster(url, config.http(), clock);
        this.target = Poster.target(url);
        WebhookConfig.Body body = config.body();
        this.template = body == null ? null : body.compiled();
        config.headers().forEach((name, value) -> headers.put(name, value.reveal()));
        headers.put("Content-Type", body == null ? "application/json" : body.contentType());
    }

    @Override
    public Delivery send(Message message) throws InterruptedException {
        byte[] body = template == null
                ? AlertmanagerPayload.of(message, config.maxAlerts())
                : MessageTexts.body(template, message, config.text(), TEXT_BYTES)
                        .getBytes(UTF_8);
        Map<String, String> all = new HashMap<>(headers);
        all.put("Idempotency-Key", message.id());
        SecretText secret = config.signingSecret();
        if (secret != null) {
            String timestamp = String.valueOf(clock.instant().getEpochSecond());
            all.put(Signature.TIMESTAMP_HEADER, timestamp);
            all.put(Signature.HEADER, Signature.of(secret, timestamp, body));
        }
        return poster.post(target, all, body).delivery();
    }

    @Override
    public void close() {
        poster.close();
    }
}
