package io.weir.rules.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts in memory, for tests. */
public final class MemoryFactStore implements FactStore {
    private record Row(long number, Instant toldAt, String kind, String cluster, byte[] content) {
        Fact fact() {
            return FactText.read(toldAt, kind, cluster, content);
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private long next = 1;

    @Override
    public synchronized void add(List<Fact> facts) {
        for (Fact fact : facts) {
            rows.add(new Row(
                    next++,
                    fact.toldAt().truncatedTo(ChronoUnit.MILLIS),
                    FactText.kind(fact),
                    FactText.cluster(fact),
                    FactText.content(fact)));
        }
    }

    @Override
    public synchronized List<Numbered> after(long number, Instant to, int limit) {
        return rows.stream()
                .filter(row -> row.number > number && !row.toldAt.isAfter(to))
                .limit(limit)
                .map(row -> new Numbered(row.number, row.fact()))
                .toList();
    }

    @Override
    public synchronized List<Fact> clustersBefore(Instant time) {
        Map<String, Row> last = new LinkedHashMap<>();
        for (Row row : rows) {
            boolean state = row.kind.equals(FactText.SEEN) || row.kind.equals(FactText.GONE);
            if (state && row.toldAt.isBefore(time)) {
                last.put(row.cluster, row);
            }
        }
        return last.values().stream().map(Row::fact).toList();
    }

    @Override
    public synchronized long lastBefore(Instant time) {
        return rows.stream()
                .filter(row -> row.toldAt.isBefore(time))
                .mapToLong(Row::number)
                .max()
                .orElse(0);
    }

    @Override
    public synchronized Optional<Instant> oldest() {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0).toldAt);
    }

    @Override
    public synchronized void prune(Instant before, long mostBytes) {
        rows.removeIf(row -> row.toldAt.isBefore(before));
        long bytes = rows.stream().mapToLong(row -> row.content.length).sum();
        while (bytes > mostBytes && !rows.isEmpty()) {
            bytes -= rows.remove(0).content.length;
        }
    }
}
