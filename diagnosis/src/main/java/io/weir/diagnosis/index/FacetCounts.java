package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of fields and how often they occur, while they are counted. */
final class FacetCounts {
    /** Further values are counted together. */
    private static final int MOST_VALUES = 10_000;

    private final Map<Facet.Field, Map<String, long[]>> counts = new EnumMap<>(Facet.Field.class);
    private final Patterns patterns;
    private final int most;
    private long total;

    /** Counts {@code fields} and tells {@code most} values of each; {@code patterns} tells that of a record. */
    FacetCounts(Set<Facet.Field> fields, int most, Patterns patterns) {
        this.patterns = patterns;
        this.most = most;
        fields.forEach(field -> counts.put(field, new HashMap<>()));
    }

    /** Whether streams and levels alone tell the values. */
    boolean isStructural() {
        return !counts.containsKey(Facet.Field.LOGGER) && !counts.containsKey(Facet.Field.PATTERN);
    }

    void add(LogStream stream, RawRecord record) {
        total++;
        counts.forEach((field, values) -> {
            String value =
                    switch (field) {
                        case LOGGER -> record.logger();
                        case PATTERN -> patterns.find(record);
                        default -> value(field, stream, record.header().level());
                    };
            add(values, value, 1);
        });
    }

    /** Adds records of which no more is asked than this. */
    void add(LogStream stream, LogLevel level, long count) {
        total += count;
        counts.forEach((field, values) -> add(values, value(field, stream, level), count));
    }

    private static String value(Facet.Field field, LogStream stream, LogLevel level) {
        return switch (field) {
            case LEVEL -> level.name();
            case CLUSTER -> stream.cluster();
            case NAMESPACE -> stream.owner().namespace();
            case DEPLOYMENT -> stream.owner().deployment();
            case RUN -> stream.owner().run();
            default -> stream.process();
        };
    }

    private static void add(Map<String, long[]> values, @Nullable String value, long count) {
        if (value != null && !value.isEmpty() && (values.size() < MOST_VALUES || values.containsKey(value))) {
            values.computeIfAbsent(value, key -> new long[1])[0] += count;
        }
    }

    Facets facets(@Nullable String partial) {
        List<Facet> facets = new ArrayList<>();
        counts.forEach((field, values) -> {
            List<Facet.Count> sorted = new ArrayList<>();
            values.forEach((value, count) -> sorted.add(new Facet.Count(value, count[0])));
            sorted.sort(Comparator.comparingLong(Facet.Count::count).reversed().thenComparing(Facet.Count::value));
            List<Facet.Count> top = sorted.subList(0, Math.min(most, sorted.size()));
            long shown = top.stream().mapToLong(Facet.Count::count).sum();
            facets.add(new Facet(field, top, total - shown));
        });
        return new Facets(facets, total, partial);
    }
}
