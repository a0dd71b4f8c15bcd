package io.weir.collector.flink;

import java.time.Instant;

/** Whether what we know of a cluster is fresh. An error is never an absence: it makes things unknown. */
public sealed interface Reachability {
    /** Since when it has been so. */
    Instant since();

    /** The last poll was answered. */
    record Reachable(Instant since) implements Reachability {}

    /** The last poll failed; what is shown is what was last known. */
    record Unknown(Instant since, String reason) implements Reachability {}
}
