package io.weir.runtime.deployment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A connector that scripts name instead of uploading its jars. Which versions of Flink have it is said by Weir's lists; those that come with Flink itself,
 * such as {@code datagen} and {@code filesystem}, need no name. See <a href="https://flink.apache.org/downloads/#apache-flink-connectors">Flink's
 * connectors</a>.
 */
public enum Connector {
    /** Tables of databases, with PostgreSQL's dialect and driver; those of others are uploaded. */
    JDBC,
    /** Topics of Kafka, with its client. */
    KAFKA;

    /** As people write it: {@code kafka}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of a word. */
    public static Optional<Connector> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** All words, for a person to choose from. */
    static String words() {
        return Arrays.stream(values()).map(Connector::word).collect(Collectors.joining(", "));
    }
}
