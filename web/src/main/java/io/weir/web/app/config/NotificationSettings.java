package io.weir.web.app.config;

import io.weir.rules.notify.Receiver;
import io.weir.rules.notify.http.AddressRules;
import java.util.List;
import java.util.stream.Stream;

/** Who hears of events. */
public record NotificationSettings(
        @Setting(help = "Webhooks, the short form: each is a receiver that gets Alertmanager's payload.")
        List<WebhookSettings> webhooks,

        @Setting(help = "Receivers, in Alertmanager's shape; docs/receivers.md tells of each kind.")
        List<ReceiverSettings> receivers,

        @Setting(
                help = "Whether receivers may be on this machine and in private networks. Link-local addresses and the"
                        + " metadata services of clouds are never sent to.",
                defaultsTo = "true")
        boolean allowPrivateNetworks,

        @Setting(help = "Allows receivers that start programs.", defaultsTo = "false")
        boolean allowCommands) {
    public NotificationSettings {
        webhooks = List.copyOf(webhooks);
        receivers = List.copyOf(receivers);
        List<String> names = Stream.concat(
                        webhooks.stream().map(WebhookSettings::name),
                        receivers.stream().map(ReceiverSettings::name))
                .toList();
        Faults faults = new Faults().unique(receivers.isEmpty() ? "webhooks" : "receivers", "name", names);
        if (!allowCommands
                && receivers.stream()
                        .anyMatch(receiver -> !receiver.commandConfigs().isEmpty())) {
            faults.add(
                    "receivers", "a receiver has command_configs, which are not allowed; write allow_commands: true");
        }
        faults.throwIfAny();
    }

    /** Everybody who can be told, the short forms first. */
    public List<Receiver> all() {
        AddressRules addresses = new AddressRules(allowPrivateNetworks);
        return Stream.concat(
                        webhooks.stream().map(webhook -> webhook.receiver(addresses)),
                        receivers.stream().map(receiver -> receiver.receiver(addresses, allowCommands)))
                .toList();
    }
}
