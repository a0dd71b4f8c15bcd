package io.weir.rules.maintenance;

/** What came of a change of a maintenance window. */
public sealed interface MaintenanceChange {
    /** It is in force. */
    record Done(MaintenanceWindow window) implements MaintenanceChange {}

    /** Somebody changed it meanwhile; nothing was done. */
    record Outdated(MaintenanceWindow newest) implements MaintenanceChange {}

    /** There is none with the id. */
    record Missing() implements MaintenanceChange {}
}
