package io.weir.collector.kubernetes;

import io.weir.collector.signal.PodId;
import io.weir.collector.signal.PodTrouble;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.target.Target;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a pod tells, and nothing more: a pod object is ten times as large.
 *
 * @param deployment what the mapping calls it; empty where it does not
 * @param run what the mapping calls it; empty where it does not
 * @param target its page of metrics; null while it has no address, when it has ended, or when it has no such port
 * @param runs the containers that run
 * @param exits the containers that ended, of this and of the last run of each
 * @param problems what keeps it from running now
 * @param created the containers, of those before the others too, that were created at least once
 * @param scheduled whether it has a node
 */
record PodSighting(
        PodId id,
        String cluster,
        ProcessKind kind,
        String deployment,
        String run,
        @Nullable Target target,
        List<Run> runs,
        List<Exit> exits,
        List<Problem> problems,
        Set<String> created,
        boolean scheduled) {
    /** Its containers that have a log, each in its latest run. */
    List<PodContainer> logs() {
        Map<String, PodContainer> latest = new LinkedHashMap<>();
        for (Exit exit : exits) {
            latest.merge(
                    exit.container(), log(exit.container(), exit.flink(), exit.restarts(), false), PodSighting::later);
        }
        for (Run run : runs) {
            latest.merge(run.container(), log(run.container(), run.flink(), run.restarts(), true), PodSighting::later);
        }
        return List.copyOf(latest.values());
    }

    private PodContainer log(String container, boolean flink, int restarts, boolean running) {
        return new PodContainer(id, cluster, deployment, run, container, flink, restarts, running);
    }

    private static PodContainer later(PodContainer one, PodContainer other) {
        return other.running() || other.restarts() > one.restarts() ? other : one;
    }

    /** A run of a container that goes on. */
    record Run(String container, boolean flink, String containerId, Instant startedAt, int restarts) {}

    /** A run of a container that ended. */
    record Exit(
            String container,
            boolean flink,
            String containerId,
            Instant finishedAt,
            int exitCode,
            int signal,
            String reason,
            String message,
            int restarts,
            boolean requested) {}

    /** A trouble; two are the same when trouble and container are. */
    record Problem(PodTrouble trouble, String container, Instant since, String reason, String message) {
        boolean isSameAs(Problem other) {
            return trouble == other.trouble() && container.equals(other.container());
        }
    }
}
