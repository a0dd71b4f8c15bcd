package io.weir.web.app.config;

import io.weir.rules.notify.Receiver;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.http.AddressRules;
import io.weir.rules.notify.webhook.WebhookConfig;
import java.time.Duration;
import java.util.List;

/** A webhook. Its URL often holds a token, so it is a secret. */
public record WebhookSettings(
        @Setting(help = "The receiver's name.", required = true)
        String name,

        @Setting(help = "Where to POST.", required = true) SecretText url,

        @Setting(help = "Whether it hears of the end too.", defaultsTo = "true")
        boolean sendResolved,

        @Setting(help = "For one send.", defaultsTo = "10s") Duration timeout,

        @Setting(help = "How long a send is retried before it is given up.", defaultsTo = "1h")
        Duration giveUpAfter) {
    public WebhookSettings {
        Faults faults = new Faults().name("name", name).secretUrl("url", url).longerThanNone("timeout", timeout);
        faults.throwIfAny();
    }

    /** What the rules make of it. */
    Receiver receiver(AddressRules addresses) {
        return new Receiver(
                name,
                List.of(WebhookConfig.plain(
                        url, sendResolved, HttpConfigSettings.DEFAULTS.options(timeout, addresses), giveUpAfter)));
    }
}
