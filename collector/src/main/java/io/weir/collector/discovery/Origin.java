package io.weir.collector.discovery;

import java.util.Comparator;
import java.util.Locale;

/**
 * Where Weir knows targets from.
 *
 * @param kind the way they were found
 * @param detail which one of that kind: a file, a REST address, a namespace; unique within its kind
 */
public record Origin(Kind kind, String detail) implements Comparable<Origin> {
    private static final Comparator<Origin> ORDER =
            Comparator.comparing(Origin::kind).thenComparing(Origin::detail);

    /** The ways targets are found. Of two origins that tell of one target the earlier way is believed. */
    public enum Kind {
        /** Written in {@code weir.yaml}. */
        STATIC,
        /** Processes that Weir runs itself. */
        RUNTIME,
        /** Pods, by their labels. */
        KUBERNETES,
        /** <a href="https://prometheus.io/docs/guides/file-sd/">Prometheus' target files</a>. */
        FILE_SD,
        /** A cluster's REST API and the ports that its configuration names. */
        FLINK;

        /** As in the API, and as Prometheus calls those that it knows. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code file_sd targets/flink.yaml}. */
    @Override
    public String toString() {
        return kind + " " + detail;
    }
}
