package io.weir.collector.signal;

import java.time.Instant;

/**
 * Another JobManager process answers behind the same REST address: it was started anew, or another one leads.
 *
 * @param at when it was first seen
 * @param previousAddress where the former one took RPCs, {@code host:port}
 * @param address where this one does; with the same address it was a restart, with another one a change of leader
 * @param previousVersion of Flink, with its commit
 * @param version of Flink, with its commit
 */
public record JobManagerReplaced(
        String cluster, Instant at, String previousAddress, String address, String previousVersion, String version)
        implements Signal {
    /** True when it was started anew where the former one was, false when another one took over. */
    public boolean isRestart() {
        return previousAddress.equals(address);
    }
}
