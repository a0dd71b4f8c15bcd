package io.weir.rules.maintenance;

import java.time.Instant;
import java.util.List;

/** Keeps every version of maintenance windows over restarts. Thread-safe. Instants are kept to the millisecond. */
public interface MaintenanceStore {
    /** Adds a version; false when it does not follow the newest one of its id. */
    boolean add(MaintenanceWindow version);

    /** The newest version of each window that is not deleted. */
    List<MaintenanceWindow> current();

    /** All versions of a window, newest first; none when there never was one. */
    List<MaintenanceWindow> versions(String id);

    /** Forgets the windows that were deleted before {@code before}, with all their versions. */
    int forgetDeletedBefore(Instant before);
}
