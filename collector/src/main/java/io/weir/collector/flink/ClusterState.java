package io.weir.collector.flink;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a cluster.
 *
 * @param reachability whether the rest of this record is fresh
 * @param flinkVersion null until first heard
 * @param jobs newest start first, ended ones included as long as Flink lists them
 */
public record ClusterState(
        String name,
        URI rest,
        Reachability reachability,
        @Nullable String flinkVersion,
        int slotsTotal,
        int slotsFree,
        List<TaskManager> taskManagers,
        List<Job> jobs) {
    public ClusterState {
        taskManagers = List.copyOf(taskManagers);
        jobs = List.copyOf(jobs);
    }

    /** What the state of one of these jobs is worth, given the registered TaskManagers. */
    public JobCondition condition(Job job) {
        return JobCondition.of(job, taskManagers.size());
    }
}
