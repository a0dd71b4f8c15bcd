package io.weir.runtime.sql;

/** A child process with a distribution of Flink. */
interface FlinkChild extends AutoCloseable {
    boolean isAlive();

    /** Ends it at once. */
    @Override
    void close();
}
