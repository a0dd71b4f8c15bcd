package io.weir.collector.cluster;

import io.weir.collector.flink.ExceptionEntry;
import io.weir.collector.flink.ExceptionPage;
import io.weir.collector.flink.JobException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A job's exception history from one answer to the next. Flink keeps the newest few; what falls out between two polls is lost, and that it may
 * have is counted. Used by one thread but for the counts.
 */
final class ExceptionTrail {
    /** What was left out, over all jobs of a cluster. */
    static final class Losses {
        final LongAdder truncated = new LongAdder();
        final LongAdder gaps = new LongAdder();
    }

    private final Losses losses;
    private List<ExceptionEntry> entries = List.of();

    ExceptionTrail(Losses losses) {
        this.losses = losses;
    }

    /** Takes an answer. */
    void take(ExceptionPage page) {
        if (page.truncated()) {
            losses.truncated.increment();
        }
        Set<JobException> before = new HashSet<>();
        entries.forEach(entry -> before.add(entry.root()));
        // A shorter history is that of a new JobManager.
        boolean another = page.entries().size() < entries.size();
        boolean overlaps = page.entries().stream().anyMatch(entry -> before.contains(entry.root()));
        if (!before.isEmpty() && !another && !overlaps) {
            losses.gaps.increment();
        }
        entries = page.entries();
    }

    /** The failures, newest first. */
    List<ExceptionEntry> entries() {
        return entries;
    }

    /** Every exception, also those that came with a failure, oldest first. */
    List<JobException> oldestFirst() {
        List<JobException> all = new ArrayList<>();
        entries.forEach(entry -> all.addAll(entry.all()));
        all.sort(Comparator.comparing(JobException::at));
        return all;
    }

    /** The newest root exception that had happened by then. */
    @Nullable
    String causeAt(Instant at) {
        for (ExceptionEntry entry : entries) {
            // Flink takes the time of a failure and of the change it leads to in separate places, some milliseconds
            // apart.
            if (!entry.root().at().isAfter(at.plusMillis(500))) {
                return entry.root().stackTrace();
            }
        }
        return null;
    }
}
