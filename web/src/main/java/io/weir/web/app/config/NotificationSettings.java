package io.weir.web.app.config;

import io.weir.rules.notify.Receiver;
import io.weir.rules.notify.http.AddressRules;
import io.weir.rules.route.Routing;
import io.weir.rules.route.YamlTree;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        boolean allowCommands,

        @Setting(help = "How hard channels are driven, and when many messages of one cause become one.")
        SendingSettings sending,

        @Setting(
                help =
                        "The root of Alertmanager's route tree; docs/routing.md tells more. Without one every receiver hears"
                                + " of everything but what is only information.")
        @Nullable
        YamlTree route,

        @Setting(help = "Alertmanager's list of rules by which one event keeps others silent.") @Nullable
        YamlTree inhibitRules,

        @Setting(help = "Alertmanager's list of named times, for routes to name.") @Nullable
        YamlTree timeIntervals,

        @Setting(help = "The same by its old name.") @Nullable
        YamlTree muteTimeIntervals) {
    public NotificationSettings {
        webhooks = List.copyOf(webhooks);
        receivers = List.copyOf(receivers);
        List<String> names = names(webhooks, receivers);
        Faults faults = new Faults().unique(receivers.isEmpty() ? "webhooks" : "receivers", "name", names);
        if (!allowCommands
                && receivers.stream()
                        .anyMatch(receiver -> !receiver.commandConfigs().isEmpty())) {
            faults.add(
                    "receivers", "a receiver has command_configs, which are not allowed; write allow_commands: true");
        }
        new RoutingTrees(route, inhibitRules, timeIntervals, muteTimeIntervals).check(Set.copyOf(names), faults);
        faults.throwIfAny();
    }

    private static List<String> names(List<WebhookSettings> webhooks, List<ReceiverSettings> receivers) {
        return Stream.concat(
                        webhooks.stream().map(WebhookSettings::name),
                        receivers.stream().map(ReceiverSettings::name))
                .toList();
    }

    /** Everybody who can be told, the short forms first. */
    public List<Receiver> all() {
        AddressRules addresses = new AddressRules(allowPrivateNetworks);
        return Stream.concat(
                        webhooks.stream().map(webhook -> webhook.receiver(addresses)),
                        receivers.stream().map(receiver -> receiver.receiver(addresses, allowCommands)))
                .toList();
    }

    /** Who hears of what; null when the file does not say. */
    public @Nullable Routing routing() {
        return new RoutingTrees(route, inhibitRules, timeIntervals, muteTimeIntervals)
                .routing(Set.copyOf(names(webhooks, receivers)));
    }

    /** Who hears of what, also when the file does not say. */
    public Routing routingInForce() {
        Routing routing = routing();
        return routing == null
                ? Routing.toEveryone(
                        names(webhooks, receivers).stream().sorted().toList())
                : routing;
    }
}
