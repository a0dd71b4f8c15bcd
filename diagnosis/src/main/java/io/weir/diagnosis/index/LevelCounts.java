package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import java.util.EnumMap;
import java.util.Map;

/** How many records of each level. Not thread-safe while it is added to. */
final class LevelCounts {
    private final long[] counts = new long[LevelCode.COUNT];

    void add(LogLevel level, long count) {
        counts[LevelCode.of(level)] += count;
    }

    long get(LogLevel level) {
        return counts[LevelCode.of(level)];
    }

    void write(ByteWriter out) {
        out.number(counts.length);
        for (long count : counts) {
            out.number(count);
        }
    }

    static LevelCounts read(ByteReader in) {
        LevelCounts levels = new LevelCounts();
        int written = in.length();
        for (int i = 0; i < written; i++) {
            levels.counts[i] = in.number();
        }
        return levels;
    }

    /** Only levels that occur. */
    Map<LogLevel, Long> toMap() {
        Map<LogLevel, Long> map = new EnumMap<>(LogLevel.class);
        for (LogLevel level : LogLevel.values()) {
            if (get(level) > 0) {
                map.put(level, get(level));
            }
        }
        return map;
    }
}
