package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.webhook.WebhookConfig;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A webhook of a receiver. */
public record WebhookConfigSettings(
        @Setting(help = "Where to POST.", required = true) SecretText url,

        @Setting(help = "Whether it hears of the end too.", defaultsTo = "true")
        boolean sendResolved,

        @Setting(help = "Credentials and TLS.") HttpConfigSettings httpConfig,

        @Setting(help = "The most events in one post of Alertmanager's payload, 0 for all.", defaultsTo = "0")
        int maxAlerts,

        @Setting(
                help = "A Mustache template of the body; Alertmanager's payload when missing. See"
                        + " [receivers.md](receivers.md).")
        @Nullable
        String body,

        @Setting(
                help = "What the body is; its values are escaped accordingly (JSON, form, XML, plain text).",
                defaultsTo = "application/json")
        String contentType,

        @Setting(help = "Headers to add.") Map<String, SecretText> headers,

        @Setting(help = "The key of an HMAC-SHA256 signature in `X-Weir-Signature`; none when missing.") @Nullable
        SecretText signingSecret,

        @Setting(help = "For one send.", defaultsTo = "10s") Duration timeout,

        @Setting(help = "How long a send is retried before it is given up.", defaultsTo = "1h")
        Duration giveUpAfter)
        implements ChannelSettings {
    public WebhookConfigSettings {
        headers = Map.copyOf(headers);
        Faults faults = new Faults();
        faults.secretUrl("url", url);
        faults.longerThanNone("timeout", timeout);
        faults.throwIfAny();
    }

    @Override
    public WebhookConfig config(ChannelDefaults defaults) {
        return new WebhookConfig(
                url,
                sendResolved,
                maxAlerts,
                httpConfig.options(timeout, defaults.addresses()),
                body == null ? null : new WebhookConfig.Body(body, contentType),
                headers,
                signingSecret,
                giveUpAfter,
                defaults.text());
    }
}
