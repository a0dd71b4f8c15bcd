package io.weir.runtime.sql;

import java.util.List;
import java.util.Optional;

/**
 * What the planner says of a script.
 *
 * @param faults in the order of the script; empty when it can run
 * @param plan empty when none was wanted, or the script cannot run
 */
public record SqlCheck(List<SqlFault> faults, Optional<PlanGraph> plan) {
    public SqlCheck {
        faults = List.copyOf(faults);
    }
}
