package io.weir.rules.notify;

import io.weir.rules.maintenance.MaintenanceWindows;
import io.weir.rules.maintenance.MemoryMaintenanceStore;
import io.weir.rules.notify.link.LinkSigner;
import io.weir.rules.route.Routing;
import io.weir.rules.silence.Silences;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told, by what, and what decides.
 *
 * @param receivers everybody that routes name
 * @param audience what policies say about who is told
 * @param externalUrl Weir's own URL, for links
 * @param inFlight how many sends of one channel go on at the same time
 * @param storms when many messages of one cause become one
 * @param maintenance what is worked on
 * @param links signs what people may do from a message; null for messages without such links
 */
public record NotifySetup(
        List<Receiver> receivers,
        Routing routing,
        Silences silences,
        Audience audience,
        URI externalUrl,
        int inFlight,
        StormOptions storms,
        MaintenanceWindows maintenance,
        @Nullable LinkSigner links) {
    /** Nothing is worked on, and messages have no links to act. */
    public NotifySetup(
            List<Receiver> receivers,
            Routing routing,
            Silences silences,
            Audience audience,
            URI externalUrl,
            int inFlight,
            StormOptions storms) {
        this(
                receivers,
                routing,
                silences,
                audience,
                externalUrl,
                inFlight,
                storms,
                new MaintenanceWindows(new MemoryMaintenanceStore(), Clock.systemUTC()),
                null);
    }

    public NotifySetup {
        receivers = List.copyOf(receivers);
        String url = externalUrl.toString();
        externalUrl = url.endsWith("/") ? URI.create(url.substring(0, url.length() - 1)) : externalUrl;
    }
}
