package io.weir.rules.detector;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.Reachability;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The jobs of a moment, and what becomes of events about jobs that cannot be judged. */
final class Jobs {
    private Jobs() {}

    /** A job by its cluster and id. */
    record Key(String cluster, String jobId) {
        static Key of(Job job) {
            return new Key(job.cluster(), job.id());
        }
    }

    /** The jobs of all clusters that answer. */
    static Stream<Job> known(Moment moment) {
        return moment.clusters().stream()
                .filter(cluster -> cluster.reachability() instanceof Reachability.Reachable)
                .flatMap(cluster -> cluster.jobs().stream());
    }

    static Subject subject(Job job) {
        return new Subject(job.cluster(), job.id(), job.name(), null, null, null);
    }

    /** Whether the jobs of a cluster are known to be what they are said to be. */
    static boolean isReachable(Moment moment, String cluster) {
        return moment.cluster(cluster)
                .map(ClusterState::reachability)
                .filter(reachability -> reachability instanceof Reachability.Reachable)
                .isPresent();
    }

    /** What holds; events of jobs of clusters that do not answer stay as they are. */
    static Assessment assessment(Moment moment, List<Condition> holding) {
        List<Subject> unknown = new ArrayList<>();
        Map<Subject, String> because = new HashMap<>();
        for (Event event : moment.active()) {
            Subject subject = event.subject();
            if (moment.cluster(subject.cluster()).isEmpty()) {
                because.put(subject, "the cluster is no longer watched");
            } else if (!isReachable(moment, subject.cluster())) {
                unknown.add(subject);
            } else {
                moment.job(subject.cluster(), subject.jobId())
                        .ifPresentOrElse(
                                job -> because.put(subject, "the job is " + job.state()),
                                () -> because.put(subject, "the job is gone"));
            }
        }
        return new Assessment(holding, unknown, because);
    }
}
