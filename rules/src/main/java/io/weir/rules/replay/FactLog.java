package io.weir.rules.replay;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.signal.Signal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes what rules are told while they run, so that a replay tells it again. Of cluster states only changes are noted, without what moves
 * all the time: heartbeats are left out, and counts of checkpoints are none or one. Thread-safe.
 */
public final class FactLog {
    private static final Logger LOG = LoggerFactory.getLogger(FactLog.class);
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_WAITING = 20_000;

    private final FactStore store;
    private final Clock clock;
    private final List<Fact> waiting = new ArrayList<>();
    private final Map<String, ClusterState> last = new HashMap<>();
    private long lost;

    /** A log that begins now. */
    public FactLog(FactStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        waiting.add(new Fact.Began(clock.instant()));
    }

    /** Notes a signal, after the states that its listeners see. */
    public synchronized void told(Signal signal, List<ClusterState> clusters) {
        saw(clusters);
        add(new Fact.Told(clock.instant(), signal));
    }

    /** Notes what is new in the states of clusters. */
    public synchronized void saw(List<ClusterState> clusters) {
        Set<String> names = new HashSet<>();
        for (ClusterState cluster : clusters) {
            names.add(cluster.name());
            ClusterState still = still(cluster);
            if (!still.equals(last.put(cluster.name(), still))) {
                add(new Fact.Seen(clock.instant(), still));
            }
        }
        if (names.size() < last.size()) {
            for (String name : List.copyOf(last.keySet())) {
                if (!names.contains(name)) {
                    last.remove(name);
                    add(new Fact.Gone(clock.instant(), name));
                }
            }
        }
    }

    private void add(Fact fact) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(fact);
        } else {
            lost++;
        }
    }

    private static ClusterState still(ClusterState cluster) {
        return new ClusterState(
                cluster.name(),
                cluster.rest(),
                cluster.reachability(),
                cluster.flinkVersion(),
                cluster.slotsTotal(),
                cluster.slotsFree(),
                cluster.taskManagers().stream().map(FactLog::still).toList(),
                cluster.jobs().stream().map(FactLog::still).toList());
    }

    private static TaskManager still(TaskManager one) {
        return new TaskManager(
                one.id(),
                one.path(),
                one.slots(),
                one.freeSlots(),
                Instant.EPOCH,
                one.cpuCores(),
                one.physicalMemoryBytes(),
                one.heapBytes(),
                one.managedMemoryBytes());
    }

    private static Job still(Job job) {
        Job.CheckpointCounts counts = job.checkpoints();
        return with(
                job,
                new Job.CheckpointCounts(
                        Math.min(1, counts.completed()),
                        Math.min(1, counts.failed()),
                        0,
                        Math.min(1, counts.restored())),
                Instant.EPOCH);
    }

    private static Job with(Job job, Job.CheckpointCounts counts, Instant seenAt) {
        return new Job(
                job.cluster(),
                job.id(),
                job.name(),
                job.type(),
                job.state(),
                job.since(),
                job.startedAt(),
                job.endedAt(),
                job.runningTasks(),
                job.totalTasks(),
                job.restarts(),
                counts,
                job.graph(),
                seenAt);
    }

    /** A noted state as it was seen at a time. */
    static ClusterState seen(ClusterState still, Instant at) {
        return new ClusterState(
                still.name(),
                still.rest(),
                still.reachability(),
                still.flinkVersion(),
                still.slotsTotal(),
                still.slotsFree(),
                still.taskManagers().stream()
                        .map(one -> new TaskManager(
                                one.id(),
                                one.path(),
                                one.slots(),
                                one.freeSlots(),
                                at,
                                one.cpuCores(),
                                one.physicalMemoryBytes(),
                                one.heapBytes(),
                                one.managedMemoryBytes()))
                        .toList(),
                still.jobs().stream()
                        .map(job -> with(job, job.checkpoints(), at))
                        .toList());
    }

    /** Stores what was noted; called each second or so. What cannot be stored is tried again. */
    public void flush() {
        List<Fact> batch;
        synchronized (this) {
            batch = List.copyOf(waiting);
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.add(batch);
        } catch (RuntimeException e) {
            LOG.warn("{} facts for replays could not be stored; tried again", batch.size(), e);
            return;
        }
        synchronized (this) {
            waiting.subList(0, batch.size()).clear();
        }
    }

    /** Forgets what is older than 30 days, and the oldest beyond 64 MB. */
    public void prune() {
        store.prune(clock.instant().minus(RETENTION), MOST_BYTES);
    }

    /** The log's counter about itself. */
    public synchronized List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.counter("weir_replay_facts_lost_total", "Facts for replays that could not be noted.", lost));
    }
}
