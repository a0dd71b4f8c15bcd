package io.weir.web.app.config;

import java.util.List;

/** Who hears of events. */
public record NotificationSettings(
        @Setting(help = "Webhooks; each gets every event, in Alertmanager's payload.")
        List<WebhookSettings> webhooks) {
    public NotificationSettings {
        webhooks = List.copyOf(webhooks);
        new Faults()
                .unique(
                        "webhooks",
                        "name",
                        webhooks.stream().map(WebhookSettings::name).toList())
                .throwIfAny();
    }
}
