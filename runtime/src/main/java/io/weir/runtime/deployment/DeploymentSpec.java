package io.weir.runtime.deployment;

import io.weir.runtime.deployment.Restore.From;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run needs to be told, checked as a whole: a spec that exists is one that Flink can be given.
 *
 * @param mode on a cluster of its own, or on a session cluster
 * @param session the session cluster's name; null in application mode
 * @param flinkVersion of the cluster of its own; null in session mode
 * @param program a jar, a script in SQL, or a Python program
 * @param parallelism 1 to 1024
 * @param jobManagerMemory total process memory, 512m to 28g; of the cluster of its own
 * @param taskManagerMemory likewise, of each TaskManager
 * @param slots of each TaskManager, 1 to 64
 * @param options Flink options laid over Weir's; those that Weir owns are refused by name
 * @param logLevels by logger; {@code root} is the root logger
 * @param restore what a start without further words begins from
 * @param savepoints where savepoints go, a URI; null for Weir's folder, or the session cluster's own setting
 */
public record DeploymentSpec(
        Mode mode,
        @Nullable String session,
        @Nullable String flinkVersion,
        Program program,
        int parallelism,
        String jobManagerMemory,
        String taskManagerMemory,
        int slots,
        Map<String, String> options,
        Map<String, String> logLevels,
        UpgradeStrategy upgrade,
        From restore,
        boolean allowNonRestored,
        @Nullable String savepoints) {
    public DeploymentSpec {
        options = Map.copyOf(new TreeMap<>(options));
        logLevels = Map.copyOf(new TreeMap<>(logLevels));
        List<String> faults = SpecCheck.faults(
                mode,
                session,
                flinkVersion,
                program,
                parallelism,
                slots,
                Map.of("jobManager.memory", jobManagerMemory, "taskManager.memory", taskManagerMemory),
                options,
                logLevels,
                restore,
                savepoints);
        if (!faults.isEmpty()) {
            throw new SpecException(faults);
        }
    }

    /** How many TaskManagers a cluster of its own has: as many as its slots need. */
    public int taskManagers() {
        return (parallelism + slots - 1) / slots;
    }

    /** MiB that the processes of a cluster of its own take together. */
    public long megabytes() {
        return MemorySizes.megabytes(jobManagerMemory) + taskManagers() * MemorySizes.megabytes(taskManagerMemory);
    }

    /** What a start begins from unless somebody says otherwise. */
    public Restore usualRestore() {
        return new Restore(restore, null, allowNonRestored);
    }
}
