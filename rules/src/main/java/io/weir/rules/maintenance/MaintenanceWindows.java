package io.weir.rules.maintenance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All maintenance windows: made, changed, deleted, and asked. They are in memory and, before a call returns, in the store. Thread-safe;
 * {@link #covering} takes no lock.
 */
public final class MaintenanceWindows {
    /** The most there may be at a time. */
    public static final int MOST = 1_000;

    /** How long a deleted one is kept, for those who ask later why they heard nothing. */
    public static final Duration RETENTION = Duration.ofDays(90);

    private final MaintenanceStore store;
    private final Clock clock;
    private volatile List<MaintenanceWindow> windows = List.of();
    private volatile Runnable listener = () -> {};

    /** The windows that {@code store} has. */
    public MaintenanceWindows(MaintenanceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        refresh();
    }

    private void refresh() {
        windows = store.current().stream()
                .sorted(Comparator.comparing((MaintenanceWindow window) ->
                                window.maintenance().name())
                        .thenComparing(MaintenanceWindow::id))
                .toList();
    }

    /** Every window, by name. */
    public List<MaintenanceWindow> all() {
        return windows;
    }

    public Optional<MaintenanceWindow> find(String id) {
        return windows.stream().filter(window -> window.id().equals(id)).findFirst();
    }

    /** The windows that go on for something with these labels. */
    public List<MaintenanceWindow> covering(Map<String, String> labels, Instant now) {
        List<MaintenanceWindow> known = windows;
        return known.isEmpty()
                ? known
                : known.stream()
                        .filter(window -> window.maintenance().covers(labels, now))
                        .toList();
    }

    /**
     * Makes a window.
     *
     * @throws MaintenanceException when it makes no sense, or there are too many
     */
    public MaintenanceWindow create(Maintenance wanted, String by) throws MaintenanceException {
        MaintenanceWindow made;
        synchronized (this) {
            check(wanted);
            if (windows.size() >= MOST) {
                throw new MaintenanceException(List.of(
                        new MaintenanceFault("name", "there are " + MOST + " windows already; delete some first")));
            }
            made = new MaintenanceWindow(
                    UUID.randomUUID().toString(), 1, wanted, MaintenanceWindow.Action.CREATED, by, clock.instant());
            store.add(made);
            refresh();
        }
        listener.run();
        return made;
    }

    /**
     * Changes a window.
     *
     * @param seen the version that the person saw
     * @throws MaintenanceException when it makes no sense
     */
    public MaintenanceChange replace(String id, long seen, Maintenance wanted, String by) throws MaintenanceException {
        check(wanted);
        return change(id, seen, wanted, MaintenanceWindow.Action.CHANGED, by);
    }

    /** Deletes a window; one that goes on is over. */
    public MaintenanceChange delete(String id, long seen, String by) {
        return change(id, seen, null, MaintenanceWindow.Action.DELETED, by);
    }

    private MaintenanceChange change(
            String id, long seen, @Nullable Maintenance wanted, MaintenanceWindow.Action action, String by) {
        MaintenanceWindow next;
        synchronized (this) {
            Optional<MaintenanceWindow> newest = find(id);
            if (newest.isEmpty()) {
                return new MaintenanceChange.Missing();
            }
            if (newest.get().version() != seen) {
                return new MaintenanceChange.Outdated(newest.get());
            }
            Maintenance body = wanted == null ? newest.get().maintenance() : wanted;
            next = newest.get().next(body, action, by, clock.instant());
            store.add(next);
            refresh();
        }
        listener.run();
        return new MaintenanceChange.Done(next);
    }

    private void check(Maintenance wanted) throws MaintenanceException {
        List<MaintenanceFault> faults = wanted.faults(clock.instant());
        if (!faults.isEmpty()) {
            throw new MaintenanceException(faults);
        }
    }

    /** All versions of a window, also of a deleted one, newest first; none when there never was one. */
    public List<MaintenanceWindow> history(String id) {
        return store.versions(id);
    }

    /** Forgets those that were deleted long ago. */
    public int forgetOld() {
        return store.forgetDeletedBefore(clock.instant().minus(RETENTION));
    }

    /** Tells of every later change. */
    public void onChange(Runnable newListener) {
        listener = newListener;
    }
}
