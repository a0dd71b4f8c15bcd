package io.weir.collector.discovery.flink;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** When pages are searched for: at once when processes come and go, later and later while there is one that is not found. */
final class SearchTimes {
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(5);

    private final Duration patience;
    private Set<String> members = Set.of();
    private boolean ever;
    private boolean good;
    private long pauseNanos = FIRST_PAUSE;
    private long lastNanos;
    private long completeNanos;

    SearchTimes(Duration patience) {
        this.patience = patience;
    }

    /** Whether to search, given who is there now and whether a page that was found does not answer. */
    boolean isDue(Set<String> now, boolean down, long nanos) {
        if (!ever || !now.equals(members)) {
            return true;
        }
        long pause = good && !down ? LONGEST_PAUSE : pauseNanos;
        return nanos - lastNanos >= pause;
    }

    /** Notes a search. */
    void searched(Set<String> found, boolean complete, long nanos) {
        boolean changed = !ever || !found.equals(members);
        pauseNanos = complete || changed ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pauseNanos * 2);
        members = Set.copyOf(found);
        ever = true;
        good = complete;
        lastNanos = nanos;
        if (complete) {
            completeNanos = nanos;
        }
    }

    /** Notes that the cluster's configuration could not be read. */
    void failed(long nanos) {
        searched(members, false, nanos);
    }

    /** Whether a page that is lost is still searched for. */
    boolean isPatient(long nanos) {
        return nanos - completeNanos < patience.toNanos();
    }
}
