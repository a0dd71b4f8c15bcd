package io.weir.rules.maintenance;

import java.util.List;
import java.util.stream.Collectors;

/** A maintenance window cannot be made or changed as wanted. */
public final class MaintenanceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<MaintenanceFault> faults;

    MaintenanceException(List<MaintenanceFault> faults) {
        super(faults.stream().map(MaintenanceFault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** Everything that is wrong. */
    public List<MaintenanceFault> faults() {
        return faults;
    }
}
