package io.weir.rules.route;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What somebody made of the routing at some time.
 *
 * @param version from 1, one more with each change
 * @param routing what is in force from then on; null for the config file's
 */
public record RoutingVersion(long version, @Nullable Routing routing, String changedBy, Instant changedAt) {
    public RoutingVersion {
        changedAt = changedAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
