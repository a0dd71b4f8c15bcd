package io.weir.runtime.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs in memory. */
public final class MemoryRunStore implements RunStore {
    private final Map<String, Run> runs = new HashMap<>();
    private final Map<String, List<RunLine>> lines = new HashMap<>();

    @Override
    public synchronized void put(Run run) {
        runs.put(run.id(), run);
    }

    @Override
    public synchronized Optional<Run> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    @Override
    public synchronized List<Run> of(String deploymentId, int limit) {
        return runs.values().stream()
                .filter(run -> run.deploymentId().equals(deploymentId))
                .sorted(Comparator.comparing(Run::number).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void say(String runId, Instant at, String text) {
        List<RunLine> said = lines.computeIfAbsent(runId, same -> new ArrayList<>());
        if (said.size() < MOST_LINES) {
            said.add(new RunLine(said.size() + 1, at, text));
        }
    }

    @Override
    public synchronized List<RunLine> lines(String runId, long after, int limit) {
        return lines.getOrDefault(runId, List.of()).stream()
                .filter(line -> line.sequence() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void keep(String deploymentId, int newest) {
        of(deploymentId, Integer.MAX_VALUE).stream().skip(newest).forEach(run -> {
            runs.remove(run.id());
            lines.remove(run.id());
        });
    }

    @Override
    public synchronized void forget(String deploymentId) {
        runs.values().removeIf(run -> {
            boolean gone = run.deploymentId().equals(deploymentId);
            if (gone) {
                lines.remove(run.id());
            }
            return gone;
        });
    }
}
