package io.weir.collector.jobmetrics;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.Reachability;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which jobs there are. A JobManager that answers knows best; where none does, samples decide. */
final class Roll {
    private final Map<JobKey, Job> known = new HashMap<>();
    private final Set<JobKey> current = new HashSet<>();
    private final Set<JobKey> present = new HashSet<>();

    private Roll() {}

    static Roll of(List<ClusterState> clusters, Set<JobKey> measured) {
        Roll roll = new Roll();
        Set<String> answering = new HashSet<>();
        for (ClusterState cluster : clusters) {
            boolean answers = cluster.reachability() instanceof Reachability.Reachable;
            if (answers) {
                answering.add(cluster.name());
            }
            for (Job job : cluster.jobs()) {
                if (!job.state().isTerminal()) {
                    JobKey key = new JobKey(cluster.name(), job.id());
                    roll.known.put(key, job);
                    if (answers) {
                        roll.current.add(key);
                        roll.present.add(key);
                    }
                }
            }
        }
        for (JobKey key : measured) {
            if (!answering.contains(key.cluster())) {
                roll.present.add(key);
            }
        }
        return roll;
    }

    Set<JobKey> present() {
        return present;
    }

    /** What REST told of a job, now or before; null for a job that it never told of. */
    @Nullable
    Job known(JobKey key) {
        return known.get(key);
    }

    /** Whether what REST told is of now. */
    boolean isCurrent(JobKey key) {
        return current.contains(key);
    }
}
