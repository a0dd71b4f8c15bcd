package io.weir.collector.kubernetes;

import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.Signal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What was told of pods, so that a restart of Weir does not tell it again. Of other signals it keeps nothing. Thread-safe.
 */
interface PodMemory extends AutoCloseable {
    /** More than the status of a pod can hold at a time. */
    int MOST_TOLD = 100;

    /** The keys of what was told of a pod, and of its troubles those that are not over: the newest {@link #MOST_TOLD}, oldest first. */
    List<String> told(String uid);

    /** The troubles that were told and not told to be over, of one API, by when they began. */
    List<PodTroubled> troubles(String kubernetes);

    /** Notes that all listeners heard these. */
    void markTold(Collection<Signal> signals, Instant at);

    /** Forgets what was told before a moment. */
    void prune(Instant before);

    @Override
    void close();
}
