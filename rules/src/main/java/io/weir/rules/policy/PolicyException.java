package io.weir.rules.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy that cannot be stored, with everything that is wrong with it. */
public final class PolicyException extends RuntimeException {
    private final transient List<PolicyFault> faults;

    PolicyException(List<PolicyFault> faults) {
        super(faults.stream().map(PolicyFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** Everything that is wrong. */
    public List<PolicyFault> faults() {
        return faults;
    }
}
