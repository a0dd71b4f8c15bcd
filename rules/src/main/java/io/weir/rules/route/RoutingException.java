package io.weir.rules.route;

import java.util.List;
import java.util.stream.Collectors;

/** Routing cannot be used as it is. */
public final class RoutingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<RoutingFault> faults;

    RoutingException(List<RoutingFault> faults) {
        super(faults.stream().map(RoutingFault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** Everything that is wrong. */
    public List<RoutingFault> faults() {
        return faults;
    }
}
