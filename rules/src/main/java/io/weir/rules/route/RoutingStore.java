package io.weir.rules.route;

import java.util.List;
import java.util.Optional;

/** Every version that the routing had. Thread-safe. Instants are kept to the millisecond. */
public interface RoutingStore {
    /** Adds the next version; false when there is one with its number already, for somebody was faster. */
    boolean add(RoutingVersion version);

    /** The newest version; empty when nobody ever changed anything. */
    Optional<RoutingVersion> newest();

    /** The newest versions, newest first. */
    List<RoutingVersion> versions(int limit);
}
