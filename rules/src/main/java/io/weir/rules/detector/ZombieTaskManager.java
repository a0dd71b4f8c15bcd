package io.weir.rules.detector;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A TaskManager serves its metrics, but its JobManager does not know it. The reporter's {@code tm_id} says who it is, with all but
 * letters, digits, colons and underscores replaced.
 */
final class ZombieTaskManager implements Rule.OnSamples {
    private static final String ALIVE = "flink_taskmanager_Status_JVM_CPU_Load";

    private final EventTexts texts;
    private final Duration after;
    private final Map<Id, Instant> since = new HashMap<>();

    ZombieTaskManager(EventTexts texts) {
        this.texts = texts;
        this.after = texts.inForce().duration("after");
    }

    private record Id(String cluster, String process, String taskManagerId) {}

    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        List<Subject> unknown = new ArrayList<>();
        Set<Id> alive = new HashSet<>();
        for (Latest latest : Latest.of(moment, ALIVE)) {
            Id id = new Id(
                    latest.labels().get("cluster"),
                    latest.labels().get("process"),
                    latest.labels().get("tm_id"));
            Subject subject = new Subject(id.cluster, null, null, id.process, null, null);
            Optional<ClusterState> cluster =
                    moment.cluster(id.cluster).filter(state -> state.reachability() instanceof Reachability.Reachable);
            if (cluster.isEmpty()) {
                unknown.add(subject);
            } else if (!id.taskManagerId.isEmpty() && !isRegistered(cluster.get(), id.taskManagerId)) {
                alive.add(id);
                Instant from = since.computeIfAbsent(id, first -> moment.at());
                Duration lasted = Duration.between(from, moment.at());
                if (lasted.compareTo(after) > 0
                        && holding.stream().noneMatch(one -> one.subject().equals(subject))) {
                    holding.add(texts.condition(subject, lasted.toSeconds(), Map.of("tm_id", id.taskManagerId), from));
                }
            }
        }
        since.keySet().retainAll(alive);
        return new Assessment(holding, unknown, Map.of());
    }

    private static boolean isRegistered(ClusterState cluster, String id) {
        String wanted = spelled(id);
        return cluster.taskManagers().stream().map(TaskManager::id).anyMatch(known -> spelled(known)
                .equals(wanted));
    }

    private static String spelled(String id) {
        return id.replaceAll("[^a-zA-Z0-9:_]", "_");
    }
}
