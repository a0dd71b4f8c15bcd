package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is kept. Records go by whole partitions, a day's at most, once the latest of one is too old; each kind has partitions of its own.
 *
 * @param maximumBytes the most disk that all kinds may take together; the oldest partition of any kind goes first
 * @param limits for each kind
 */
public record Retention(long maximumBytes, Map<LogKind, Limit> limits) {
    /**
     * For one kind.
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
        return new Retention(maximumBytes, limits);
    }

    /** With another limit for one kind. */
    public Retention with(LogKind kind, Limit limit) {
        Map<LogKind, Limit> changed = new EnumMap<>(limits);
        changed.put(kind, limit);
        return new Retention(maximumBytes, changed);
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
    long partitionBytes(LogKind kind) {
        return Math.max(64 * 1024, Math.min(maximumBytes, of(kind).maximumBytes()) / 10);
    }
}
