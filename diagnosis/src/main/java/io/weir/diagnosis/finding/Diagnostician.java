package io.weir.diagnosis.finding;

/** Whoever can say why something happened. Thread-safe; an answer may take some seconds. */
public interface Diagnostician {
    /** Looks at everything there is about a cluster, job or process within a time range. Never fails: what cannot be read is in the answer. */
    Answer diagnose(Question question);
}
