package io.weir.diagnosis.known;

/** Whether an exception is a new one. */
public enum Novelty {
    /** Never seen before. */
    NEW,
    /** Seen before. */
    KNOWN,
    /** Seen again though somebody said it is repaired. */
    REGRESSED
}
