package io.weir.diagnosis.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened lately, whether or not there is a problem yet: an incident's timeline begins before it. For one thread. */
final class RecentEntries {
    private static final int MOST = 5_000;

    private final Duration kept;
    private final Deque<TimelineEntry> entries = new ArrayDeque<>();

    RecentEntries(Duration kept) {
        this.kept = kept;
    }

    void add(TimelineEntry entry, Instant now) {
        entries.addLast(entry);
        while (entries.size() > MOST
                || !entries.isEmpty() && entries.getFirst().at().isBefore(now.minus(kept))) {
            entries.removeFirst();
        }
    }

    /** Those that may have to do with an incident. */
    List<TimelineEntry> around(Incident incident) {
        return entries.stream().filter(entry -> concerns(entry, incident)).toList();
    }

    /** What is of one of its jobs or processes, or of a whole cluster of it. */
    static boolean concerns(TimelineEntry entry, Incident incident) {
        for (Member member : incident.members()) {
            if (!member.cluster().equals(entry.cluster())) {
                continue;
            }
            String jobId = entry.jobId();
            Traits traits = member.traits();
            // Processes come and go for a reason that is often that of the whole cluster.
            if (jobId == null
                    || traits.jobs().contains(jobId)
                    || traits.touched().contains(jobId)) {
                return true;
            }
        }
        return false;
    }
}
