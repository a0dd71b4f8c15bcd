package io.weir.rules.notify;

import io.weir.rules.route.Route;
import io.weir.rules.route.Routing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds routes that repeat less often than a channel's place needs it. Thread-safe. */
public final class ForgettingChannels {
    private ForgettingChannels() {}

    /** One sentence for each receiver that would take for over what goes on, with what to write. */
    public static List<String> warnings(List<Receiver> receivers, Routing routing) {
        List<Route> routes = routing.tree().routes().toList();
        List<String> warnings = new ArrayList<>();
        for (Receiver receiver : receivers) {
            for (ChannelConfig channel : receiver.channels()) {
                Duration forgets = channel.forgetsAfter();
                if (forgets == null) {
                    continue;
                }
                routes.stream()
                        .filter(route -> route.receiver().equals(receiver.name()))
                        .map(Route::repeatInterval)
                        .filter(repeat -> repeat.compareTo(forgets) > 0)
                        .max(Duration::compareTo)
                        .ifPresent(repeat -> warnings.add(String.format(
                                "receiver %s: %s takes an event for over that it was not told of for %s (resolve_after), and its route repeats"
                                        + " after %s (repeat_interval) only; it is told again each %s instead. Write a longer resolve_after or a"
                                        + " shorter repeat_interval",
                                receiver.name(),
                                channel.kind(),
                                text(forgets),
                                text(repeat),
                                text(forgets.dividedBy(2)))));
            }
        }
        return warnings;
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
