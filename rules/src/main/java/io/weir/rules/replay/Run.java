package io.weir.rules.replay;

import io.weir.collector.signal.Signal;
import org.jspecify.annotations.Nullable;

/** A rule with certain parameters, running through the past. Not thread-safe. */
interface Run extends AutoCloseable {
    /** Tells a signal. */
    void told(Signal signal);

    /** Evaluates it at the clock's time. */
    void evaluate();

    /** What it fired. */
    FiringLog firings();

    /** Why the last evaluation failed; null when it did not. */
    @Nullable
    String lastError();

    @Override
    void close();
}
