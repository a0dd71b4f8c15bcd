package io.weir.diagnosis.exit;

import io.weir.diagnosis.fact.EndedProcess;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends of processes in memory. */
public final class MemoryExitStore implements ExitStore {
    private record Key(String cluster, String process, Instant at) {}

    private final Map<Key, EndedProcess> ends = new LinkedHashMap<>();

    @Override
    public synchronized void add(EndedProcess end) {
        EndedProcess kept = new EndedProcess(
                end.cluster(),
                end.process(),
                end.kind(),
                end.at().truncatedTo(ChronoUnit.MILLIS),
                end.exitCode(),
                end.requested(),
                end.reason(),
                end.lastLines());
        ends.putIfAbsent(new Key(kept.cluster(), kept.process(), kept.at()), kept);
    }

    @Override
    public synchronized List<EndedProcess> between(String cluster, Instant from, Instant to) {
        return ends.values().stream()
                .filter(end -> end.cluster().equals(cluster)
                        && !end.at().isBefore(from)
                        && end.at().isBefore(to))
                .sorted(Comparator.comparing(EndedProcess::at).thenComparing(EndedProcess::process))
                .toList();
    }

    @Override
    public synchronized void prune(Instant before) {
        ends.keySet().removeIf(key -> key.at().isBefore(before));
    }
}
