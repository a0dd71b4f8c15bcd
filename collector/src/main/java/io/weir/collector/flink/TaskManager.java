package io.weir.collector.flink;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TaskManager as its JobManager knows it.
 *
 * @param id Flink's resource id
 * @param physicalMemoryBytes of the machine
 */
public record TaskManager(
        String id,
        String path,
        int slots,
        int freeSlots,
        Instant lastHeartbeat,
        int cpuCores,
        long physicalMemoryBytes,
        long heapBytes,
        long managedMemoryBytes) {
    /** The host in an RPC address, such as {@code pekko.tcp://flink@10.0.0.7:6122/user/rpc/taskmanager_0}. */
    private static final Pattern RPC_HOST = Pattern.compile("@(\\[[^]]+]|[^:/]+)");

    /** The host it runs on, as it told its JobManager; an IPv6 address is in brackets. Empty when the path has none. */
    public String host() {
        Matcher matcher = RPC_HOST.matcher(path);
        return matcher.find() ? matcher.group(1) : "";
    }
}
