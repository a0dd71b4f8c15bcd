package io.weir.diagnosis;

import io.weir.diagnosis.index.Histogram;
import io.weir.diagnosis.index.Hit;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.index.LogQueryException;
import io.weir.diagnosis.index.LogStoreStatus;
import io.weir.diagnosis.log.LogSource;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** The door of diagnosis: why it happened. For now the log store. Thread-safe. */
public final class Diagnosis implements AutoCloseable {
    private Diagnosis() {}

    /** Opens the log store, recovering what was acknowledged, and starts to follow; no source yet. */
    public static Diagnosis open(DiagnosisConfig config, Clock clock) {
        throw new UnsupportedOperationException("TODO(diagnosis)");
    }

    /** Follows a source from where it was left off; one that is already followed stays as it is. */
    public void follow(LogSource source) {
        throw new UnsupportedOperationException("TODO(diagnosis)");
    }

    /** Ceases to follow a source, once what it holds now is read. */
    public void unfollow(LogSource source) {
        throw new UnsupportedOperationException("TODO(diagnosis)");
    }

    /**
     * Searches.
     *
     * @throws LogQueryException when the text cannot be understood
     */
    public LogPage search(LogQuery query) {
        throw new UnsupportedOperationException("TODO(diagnosis)");
    }

    /**
     * Counts over time; the cursor, limit and order of the query are ignored.
     *
     * @param buckets 1 to 500, at most
     * @throws LogQueryException when the text cannot be understood
     */
    public Histogram histogram(LogQuery query, int buckets) {
        throw new UnsupportedOperationException("TODO(diagnosis)");
    }

    /** The records of the same process around a hit, oldest first, itself included; empty when it is gone. */
    public List<Hit> context(String hitId, int before, int after) {
        throw new UnsupportedOperationException("TODO(diagnosis)");
    }

    /** Tells every later record that satisfies the query text to {@code listener} as it arrives. Close the handle to end it. */
    public AutoCloseable tail(String queryText, Consumer<Hit> listener) {
        throw new UnsupportedOperationException("TODO(diagnosis)");
    }

    /** How the store is. */
    public LogStoreStatus status() {
        throw new UnsupportedOperationException("TODO(diagnosis)");
    }

    @Override
    public void close() {}
}
