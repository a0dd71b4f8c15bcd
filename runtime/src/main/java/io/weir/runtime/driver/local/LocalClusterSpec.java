package io.weir.runtime.driver.local;

import io.weir.runtime.deployment.MemorySizes;
import io.weir.runtime.distribution.FlinkVersion;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of child processes on this machine: a session cluster, or one for a single job.
 *
 * @param name the cluster's name
 * @param taskManagers how many, 1 to 32
 * @param slots of each TaskManager
 * @param jobManagerMemory Flink's total process memory, such as {@code 1024m}
 * @param taskManagerMemory likewise
 * @param options Flink options laid over Weir's own; addresses, ports, folders, sizes and the reporter named {@code prom}
 *     belong to Weir and are refused
 * @param job the job of an application cluster; null for a session cluster
 * @param logLevels by logger, over Flink's own; {@code root} is the root logger
 */
public record LocalClusterSpec(
        String name,
        FlinkVersion version,
        int taskManagers,
        int slots,
        String jobManagerMemory,
        String taskManagerMemory,
        Map<String, String> options,
        @Nullable ApplicationJob job,
        Map<String, String> logLevels) {
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
        logLevels = Map.copyOf(logLevels);
    }

    /** A session cluster. */
    public LocalClusterSpec(
            String name,
            FlinkVersion version,
            int taskManagers,
            int slots,
            String jobManagerMemory,
            String taskManagerMemory,
            Map<String, String> options) {
        this(name, version, taskManagers, slots, jobManagerMemory, taskManagerMemory, options, null, Map.of());
    }

    /** MiB that its processes take together. */
    long megabytes() {
        return MemorySizes.ofFlink(jobManagerMemory) + taskManagers * MemorySizes.ofFlink(taskManagerMemory);
    }

    /** Whether its jobs run with the slots there are (<a
     * href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/elastic_scaling/">elastic scaling</a>). */
    boolean isAdaptive() {
        return options.getOrDefault("jobmanager.scheduler", "")
                        .toLowerCase(Locale.ROOT)
                        .startsWith("adaptive")
                || options.getOrDefault("scheduler-mode", "")
                        .toLowerCase(Locale.ROOT)
                        .equals("reactive");
    }
}
