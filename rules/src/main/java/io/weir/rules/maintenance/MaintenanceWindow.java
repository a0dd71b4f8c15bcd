package io.weir.rules.maintenance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A version of a maintenance window.
 *
 * @param version from 1
 * @param action what made this version
 * @param changedBy who made it
 */
public record MaintenanceWindow(
        String id, long version, Maintenance maintenance, Action action, String changedBy, Instant changedAt) {
    /** What became of a window. */
    public enum Action {
        CREATED,
        CHANGED,
        DELETED
    }

    public MaintenanceWindow {
        changedAt = changedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    MaintenanceWindow next(Maintenance newer, Action newAction, String by, Instant at) {
        return new MaintenanceWindow(id, version + 1, newer, newAction, by, at);
    }
}
