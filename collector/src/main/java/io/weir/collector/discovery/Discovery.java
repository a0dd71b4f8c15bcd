package io.weir.collector.discovery;

import io.weir.collector.target.Target;
import java.util.Collection;

/**
 * One source's way to say which targets there are. What it published stays until it publishes again or is closed; a target that is
 * in both keeps its scrapes, their phase and its series, and one that is gone has its series ended. Thread-safe.
 */
public interface Discovery extends AutoCloseable {
    /** Replaces everything that this source published before, which is good news: an earlier fault is over. */
    void publish(Collection<Target> targets);

    /**
     * Says that the source cannot tell at the moment, and why. The targets that it published stay, since nobody knows that they are
     * gone.
     */
    void failed(String reason);

    /** Ends the source: its targets are gone. Safe to call twice. */
    @Override
    void close();
}
