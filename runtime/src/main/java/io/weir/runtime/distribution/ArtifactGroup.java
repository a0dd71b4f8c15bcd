package io.weir.runtime.distribution;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A part of a distribution that can be left out to save a download. Sizes are those of Flink 2.3.0. */
public enum ArtifactGroup {
    /** What a DataStream job with heap state needs, with logging and the Prometheus reporter: 89 MB. */
    CORE,
    /** The RocksDB and changelog state backends: 53 MB. */
    STATE,
    /** Tables, SQL, CEP, the file connector and the JSON and CSV formats: 64 MB. */
    TABLE,
    /** The SQL gateway and the InfluxDB reporter: 2 MB. */
    OPT,
    /** The Kafka connector for tables, client included, on no class path of Flink's: 10 MB. */
    KAFKA,
    /** The JDBC connector and PostgreSQL's driver, on no class path of Flink's: 1 MB. */
    JDBC,
    /** What runs Python programs, pyflink itself excepted: 43 MB. */
    PYTHON;

    /** What is fetched unless somebody names more: neither connectors nor Python, which few use. */
    public static Set<ArtifactGroup> usual() {
        return EnumSet.range(CORE, OPT);
    }

    /** As lists, stamps and people write it: {@code table}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of a word, as lists, stamps and people write it. */
    public static Optional<ArtifactGroup> of(String word) {
        return Arrays.stream(values())
                .filter(group -> group.word().equals(word))
                .findFirst();
    }

    static ArtifactGroup parse(String text) {
        return of(text).orElseThrow(
                        () -> new IllegalArgumentException("\"" + text + "\" is no part of a distribution"));
    }
}
