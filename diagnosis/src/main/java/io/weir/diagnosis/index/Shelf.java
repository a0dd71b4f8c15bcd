package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogKind;
import java.util.Locale;
import java.util.Optional;

/**
 * What is kept and deleted together: the records of a kind, or those of it that a {@link SourceLimit} picks. Its text, such as {@code gc} or
 * {@code log_trial}, is part of the names of partitions and indices.
 *
 * @param source the name of the limit; empty for what none picks
 */
record Shelf(LogKind kind, String source) {
    static Shelf of(LogKind kind) {
        return new Shelf(kind, "");
    }

    /** Reads a text; empty for what is none. */
    static Optional<Shelf> parse(String text) {
        int cut = text.indexOf('_');
        String kind = cut < 0 ? text : text.substring(0, cut);
        String source = cut < 0 ? "" : text.substring(cut + 1);
        if (cut >= 0 && !SourceLimit.isName(source)) {
            return Optional.empty();
        }
        for (LogKind each : LogKind.values()) {
            if (name(each).equals(kind)) {
                return Optional.of(new Shelf(each, source));
            }
        }
        return Optional.empty();
    }

    private static String name(LogKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name(kind) + (source.isEmpty() ? "" : "_" + source);
    }
}
