package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A streaming job's state is RUNNING while tasks of it failed, wait or still start. */
final class TasksNotRunning implements Rule.OnSamples {
    /** What a vertex of a batch job goes through in its turn; a finished one may well be finished. */
    private static final Set<String> WELL = Set.of("RUNNING", "FINISHED");

    private final EventTexts texts;

    TasksNotRunning(EventTexts texts) {
        this.texts = texts;
    }

    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        Jobs.known(moment)
                .filter(job -> job.state() == JobState.RUNNING && !job.type().equals("BATCH"))
                .forEach(job -> check(job, moment, holding));
        return Jobs.assessment(moment, holding);
    }

    private void check(Job job, Moment moment, List<Condition> holding) {
        List<String> vertices = job.graph().vertices().stream()
                .filter(vertex -> !WELL.contains(vertex.status()) && vertex.runningSubtasks() < vertex.parallelism())
                .map(TasksNotRunning::said)
                .toList();
        boolean none = job.totalTasks() > 0 && job.runningTasks() == 0;
        if (vertices.isEmpty() && !none) {
            return;
        }
        int slots = moment.cluster(job.cluster())
                .map(cluster -> cluster.slotsFree())
                .orElse(-1);
        String missing = slots == 0 ? "; no slot is free" : "";
        String missingZh = slots == 0 ? "；没有空闲 slot" : "";
        String counts = job.runningTasks() + "/" + job.totalTasks();
        holding.add(texts.condition(
                Jobs.subject(job),
                job.totalTasks() - job.runningTasks(),
                new Text(counts + " tasks run" + missing, counts + " 个任务在运行" + missingZh),
                Map.of("vertices", String.join("\n", vertices), "free_slots", String.valueOf(slots)),
                null));
    }

    private static String said(JobGraph.Vertex vertex) {
        return vertex.name() + ": " + vertex.status() + ", " + vertex.runningSubtasks() + "/" + vertex.parallelism()
                + " running";
    }
}
