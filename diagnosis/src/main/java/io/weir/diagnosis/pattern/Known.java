package io.weir.diagnosis.pattern;

import io.weir.diagnosis.log.LogLevel;
import java.time.Instant;

/** A pattern as it grows. Guarded by {@link MinedPatterns}, but for its id. */
final class Known {
    private final String id;
    private final LogLevel level;
    private Template template;
    private long firstMillis;
    private long lastMillis;

    Known(String id, LogLevel level, Template template, long firstMillis, long lastMillis) {
        this.id = id;
        this.level = level;
        this.template = template;
        this.firstMillis = firstMillis;
        this.lastMillis = lastMillis;
    }

    String id() {
        return id;
    }

    LogLevel level() {
        return level;
    }

    Template template() {
        return template;
    }

    long firstMillis() {
        return firstMillis;
    }

    long lastMillis() {
        return lastMillis;
    }

    void merge(Template other) {
        template = template.merge(other);
    }

    void saw(long atMillis) {
        if (atMillis < firstMillis) {
            firstMillis = atMillis;
        }
        if (atMillis > lastMillis) {
            lastMillis = atMillis;
        }
    }

    Pattern pattern() {
        return new Pattern(
                id, template.toString(), level, Instant.ofEpochMilli(firstMillis), Instant.ofEpochMilli(lastMillis));
    }
}
