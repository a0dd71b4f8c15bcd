package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is kept. Records go by whole partitions, a day's at most, once the latest of one is too old; each kind has partitions of its own,
 * and so have the sources that a limit of theirs picks.
 *
 * @param maximumBytes the most disk that all kinds may take together; the oldest partition of any kind goes first
 * @param limits for each kind
 * @param sources for single sources, the first that picks one counts; a kind's own limit does not count what these pick
 */
public record Retention(long maximumBytes, Map<LogKind, Limit> limits, List<SourceLimit> sources) {
    /**
     * For one kind, or for some sources.
     *
     * @param age how long records are kept
     * @param maximumBytes the most disk they may take; the oldest go first
     */
    public record Limit(Duration age, long maximumBytes) {
        public Limit {
            if (age.isNegative() || age.isZero()) {
                throw new IllegalArgumentException("retention must be positive, got " + age);
            }
            if (maximumBytes <= 0) {
                throw new IllegalArgumentException("maximumBytes must be positive, got " + maximumBytes);
            }
        }
    }

    public Retention {
        limits = Map.copyOf(limits);
        sources = List.copyOf(sources);
        Set<String> names = new HashSet<>();
        for (SourceLimit each : sources) {
            if (!names.add(each.name())) {
                throw new IllegalArgumentException("two limits have the name " + each.name());
            }
        }
        for (LogKind kind : LogKind.values()) {
            if (!limits.containsKey(kind)) {
                throw new IllegalArgumentException("no limit for " + kind);
            }
        }
        if (maximumBytes <= 0) {
            throw new IllegalArgumentException("maximumBytes must be positive, got " + maximumBytes);
        }
    }

    /** The same for all kinds. */
    public static Retention of(Duration age, long maximumBytes) {
        Map<LogKind, Limit> limits = new EnumMap<>(LogKind.class);
        for (LogKind kind : LogKind.values()) {
            limits.put(kind, new Limit(age, maximumBytes));
        }
        return new Retention(maximumBytes, limits, List.of());
    }

    /** With another limit for one kind. */
    public Retention with(LogKind kind, Limit limit) {
        Map<LogKind, Limit> changed = new EnumMap<>(limits);
        changed.put(kind, limit);
        return new Retention(maximumBytes, changed, sources);
    }

    /** With limits for single sources. */
    public Retention with(List<SourceLimit> others) {
        return new Retention(maximumBytes, limits, others);
    }

    /** Where a stream's records are kept. */
    Shelf shelf(LogStream stream) {
        for (SourceLimit each : sources) {
            if (each.picks(stream)) {
                return new Shelf(stream.kind(), each.name());
            }
        }
        return Shelf.of(stream.kind());
    }

    /** Whether records may come to a shelf; none do once its limit is no more. */
    boolean isOpen(Shelf shelf) {
        return shelf.source().isEmpty()
                || sources.stream().anyMatch(each -> each.name().equals(shelf.source()));
    }

    /** What is kept of a shelf; that of its kind where its limit is no more. */
    Limit of(Shelf shelf) {
        for (SourceLimit each : sources) {
            if (each.name().equals(shelf.source())) {
                return each.limit();
            }
        }
        return of(shelf.kind());
    }

    /** What is kept of one kind. */
    public Limit of(LogKind kind) {
        Limit limit = limits.get(kind);
        if (limit == null) {
            throw new IllegalArgumentException("no limit for " + kind);
        }
        return limit;
    }

    /** How large a partition may grow: a small part of what may be kept, since whole ones are deleted. */
    long partitionBytes(Shelf shelf) {
        return Math.max(64 * 1024, Math.min(maximumBytes, of(shelf).maximumBytes()) / 10);
    }
}
