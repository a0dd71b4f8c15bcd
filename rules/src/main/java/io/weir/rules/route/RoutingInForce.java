package io.weir.rules.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routing that events take now.
 *
 * @param tree that of {@code routing}
 * @param newest the newest stored version; null when nobody ever changed anything
 * @param problems why the newest stored version is not in force though it should be; none when it is, or the config file's is to be
 */
public record RoutingInForce(
        Routing routing,
        RouteTree tree,
        Source source,
        @Nullable RoutingVersion newest,
        List<RoutingFault> problems) {
    /** Where routing comes from. */
    public enum Source {
        /** Nobody wrote any: everybody hears of everything that matters. */
        DEFAULT,
        /** From the config file. */
        FILE,
        /** Made by people in the console or by the API. */
        STORED
    }

    public RoutingInForce {
        problems = List.copyOf(problems);
    }

    /** The number of the newest stored version, 0 when there is none. */
    public long version() {
        return newest == null ? 0 : newest.version();
    }
}
