package io.weir.runtime.distribution;

import java.util.Locale;

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
    /** What runs Python programs, pyflink itself excepted: 43 MB. */
    PYTHON;

    static ArtifactGroup parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
