package io.weir.diagnosis.standing;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Standing queries in memory, for tests. */
public final class MemoryStandingQueryStore implements StandingQueryStore {
    private final Map<String, List<StandingQuery>> queries = new TreeMap<>();

    @Override
    public synchronized boolean add(StandingQuery version) {
        List<StandingQuery> versions = queries.computeIfAbsent(version.name(), name -> new ArrayList<>());
        if (version.version() != versions.size() + 1L) {
            return false;
        }
        versions.add(new StandingQuery(
                version.name(),
                version.version(),
                version.query(),
                version.description(),
                version.changedBy(),
                version.changedAt().truncatedTo(ChronoUnit.MILLIS)));
        return true;
    }

    @Override
    public synchronized List<StandingQuery> current() {
        return queries.keySet().stream()
                .map(this::versions)
                .filter(versions -> !versions.isEmpty())
                .map(versions -> versions.get(0))
                .toList();
    }

    @Override
    public synchronized List<StandingQuery> versions(String name) {
        return queries.getOrDefault(name, List.of()).stream()
                .sorted(Comparator.comparingLong(StandingQuery::version).reversed())
                .toList();
    }
}
