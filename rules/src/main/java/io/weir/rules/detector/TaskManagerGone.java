package io.weir.rules.detector;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.Signal;
import io.weir.collector.signal.TaskManagerLost;
import io.weir.collector.signal.TaskManagerRegistered;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JobManager lost a TaskManager that had tasks. One without tasks may be let go as idle. Where the exit of its process is told,
 * that says more, and is told instead.
 */
final class TaskManagerGone implements Rule.OnSignals {
    private static final Duration RELATED = Duration.ofMinutes(1);
    private static final int MOST_KNOWN = 10_000;

    private final EventTexts texts;
    private final Duration waitFor;
    private final Duration shownFor;
    private final Map<String, Instant> exits = new HashMap<>();
    private final Map<Id, TaskManagerLost> waiting = new LinkedHashMap<>();
    private final Map<Id, Boolean> hadTasks = new LinkedHashMap<>();

    TaskManagerGone(EventTexts texts) {
        this.texts = texts;
        this.waitFor = texts.inForce().duration("waitFor");
        this.shownFor = texts.inForce().duration("shownFor");
    }

    private record Id(String cluster, String taskManagerId) {}

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        if (signal instanceof ProcessExited exited) {
            exits.merge(exited.cluster(), exited.at(), (a, b) -> a.isAfter(b) ? a : b);
        } else if (signal instanceof TaskManagerRegistered registered) {
            waiting.remove(new Id(registered.cluster(), registered.taskManagerId()));
            return Shown.resolve(
                    moment,
                    event -> event.subject().cluster().equals(registered.cluster()),
                    "TaskManager " + registered.taskManagerId() + " registered");
        } else if (signal instanceof TaskManagerLost lost) {
            Id id = new Id(lost.cluster(), lost.taskManagerId());
            if (hadTasks.getOrDefault(id, false)) {
                waiting.put(id, lost);
            }
        }
        return List.of();
    }

    @Override
    public List<Outcome> onTick(Moment moment) {
        for (ClusterState cluster : moment.clusters()) {
            for (TaskManager taskManager : cluster.taskManagers()) {
                boolean busy = taskManager.freeSlots() < taskManager.slots();
                // A job that restarts lets go of its slots a moment before the TaskManager is given up.
                hadTasks.merge(new Id(cluster.name(), taskManager.id()), busy, Boolean::logicalOr);
            }
        }
        if (hadTasks.size() > MOST_KNOWN) {
            hadTasks.clear();
        }
        List<Outcome> outcomes = new ArrayList<>(Shown.over(moment, shownFor));
        waiting.values().removeIf(lost -> {
            boolean due = !lost.at().plus(waitFor).isAfter(moment.at());
            if (due && !isExplained(lost)) {
                Subject subject = new Subject(lost.cluster(), null, null, lost.taskManagerId(), null, null);
                int left = moment.cluster(lost.cluster())
                        .map(cluster -> cluster.taskManagers().size())
                        .orElse(0);
                Map<String, String> evidence = Map.of(
                        "task_manager_id",
                        lost.taskManagerId(),
                        "lost_at",
                        lost.at().toString(),
                        "registered_now",
                        String.valueOf(left));
                outcomes.add(new Outcome.Fire(texts.condition(subject, Double.NaN, evidence, lost.at())));
            }
            return due;
        });
        return outcomes;
    }

    private boolean isExplained(TaskManagerLost lost) {
        Instant exit = exits.get(lost.cluster());
        return exit != null && Duration.between(exit, lost.at()).abs().compareTo(RELATED) < 0;
    }
}
