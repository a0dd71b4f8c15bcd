package io.weir.runtime.driver.local;

import io.weir.runtime.distribution.FlinkVersion;
import java.util.Map;

/**
 * A session cluster of child processes on this machine.
 *
 * @param name the cluster's name
 * @param taskManagers how many, 1 to 32
 * @param slots of each TaskManager
 * @param jobManagerMemory Flink's total process memory, such as {@code 1024m}
 * @param taskManagerMemory likewise
 * @param options Flink options laid over Weir's own; addresses, ports, folders, sizes and the reporter named {@code prom}
 *     belong to Weir and are refused
 */
public record LocalClusterSpec(
        String name,
        FlinkVersion version,
        int taskManagers,
        int slots,
        String jobManagerMemory,
        String taskManagerMemory,
        Map<String, String> options) {
    public LocalClusterSpec {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")) {
            throw new IllegalArgumentException(
                    "bad cluster name \"" + name + "\"; write letters, digits, - and _, 63 at most");
        }
        if (slots < 1) {
            throw new IllegalArgumentException("slots must be at least 1, got " + slots);
        }
        if (taskManagers < 1 || taskManagers > 32) {
            throw new IllegalArgumentException("taskManagers must be 1 to 32, got " + taskManagers);
        }
        options = Map.copyOf(options);
    }
}
