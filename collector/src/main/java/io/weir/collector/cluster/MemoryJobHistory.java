package io.weir.collector.cluster;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.JobException;
import io.weir.collector.flink.Reachability;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A history that ends with the process. */
public final class MemoryJobHistory implements JobHistory {
    private static final class Entry {
        final Signal signal;
        boolean told;

        Entry(Signal signal) {
            this.signal = signal;
        }
    }

    private final Map<String, ClusterState> clusters = new HashMap<>();
    private final Map<HistoryKey, Entry> entries = new LinkedHashMap<>();

    @Override
    public synchronized void remember(ClusterState state, Instant at) {
        ClusterState unknown = new ClusterState(
                state.name(),
                state.rest(),
                new Reachability.Unknown(at, "not polled since"),
                state.flinkVersion(),
                state.slotsTotal(),
                state.slotsFree(),
                state.taskManagers(),
                state.jobs());
        clusters.put(state.name(), unknown);
    }

    @Override
    public synchronized Optional<ClusterState> lastKnown(String cluster) {
        return Optional.ofNullable(clusters.get(cluster));
    }

    @Override
    public synchronized List<Signal> addNew(List<Signal> signals) {
        List<Signal> added = new ArrayList<>();
        for (Signal signal : signals) {
            Optional<HistoryKey> key = HistoryKey.of(signal);
            if (key.isEmpty() || entries.putIfAbsent(key.get(), new Entry(signal)) == null) {
                added.add(signal);
            }
        }
        return List.copyOf(added);
    }

    @Override
    public synchronized void markTold(Collection<Signal> signals) {
        for (Signal signal : signals) {
            HistoryKey.of(signal).map(entries::get).ifPresent(entry -> entry.told = true);
        }
    }

    @Override
    public synchronized List<Signal> untold(String cluster) {
        return entries.values().stream()
                .filter(entry -> !entry.told && entry.signal.cluster().equals(cluster))
                .map(entry -> entry.signal)
                .sorted(Comparator.comparing(Signal::at))
                .toList();
    }

    @Override
    public synchronized List<Checkpoint> checkpoints(String cluster, String jobId, int limit) {
        return of(CheckpointFinished.class, CheckpointFinished::jobId, cluster, jobId).stream()
                .map(CheckpointFinished::checkpoint)
                .sorted(Comparator.comparing(Checkpoint::triggeredAt)
                        .thenComparing(Checkpoint::id)
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<JobException> exceptions(String cluster, String jobId, int limit) {
        return newestFirst(of(JobExceptionRaised.class, JobExceptionRaised::jobId, cluster, jobId), limit).stream()
                .map(JobExceptionRaised::exception)
                .toList();
    }

    @Override
    public synchronized List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit) {
        return newestFirst(of(JobStatusChanged.class, JobStatusChanged::jobId, cluster, jobId), limit);
    }

    /** By time; of two at the same time the one that was added later comes first. */
    private static <T extends Signal> List<T> newestFirst(List<T> oldestFirst, int limit) {
        List<T> reversed = new ArrayList<>(oldestFirst);
        java.util.Collections.reverse(reversed);
        reversed.sort(Comparator.comparing(Signal::at).reversed());
        return reversed.stream().limit(limit).toList();
    }

    private <T extends Signal> List<T> of(Class<T> kind, Function<T, String> job, String cluster, String jobId) {
        return entries.values().stream()
                .map(entry -> entry.signal)
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(signal ->
                        signal.cluster().equals(cluster) && job.apply(signal).equals(jobId))
                .toList();
    }

    @Override
    public synchronized void prune(Instant before) {
        entries.values().removeIf(entry -> entry.signal.at().isBefore(before));
        Map<String, Integer> counts = new HashMap<>();
        List<HistoryKey> newest = new ArrayList<>(entries.keySet());
        newest.sort(Comparator.comparing((HistoryKey key) -> key.atMs()).reversed());
        for (HistoryKey key : newest) {
            if (counts.merge(key.kind() + key.cluster() + '/' + key.jobId(), 1, Integer::sum)
                    > key.kind().most()) {
                entries.remove(key);
            }
        }
    }

    @Override
    public void close() {}
}
