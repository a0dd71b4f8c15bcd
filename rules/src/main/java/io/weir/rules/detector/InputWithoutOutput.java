package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A job's sources hand on records while nothing reaches its sinks, though something did before. The graph tells which vertices
 * are which; a job of one vertex has no edge at which this could be seen.
 */
final class InputWithoutOutput implements Rule.OnSamples {
    private static final String OUT = "flink_taskmanager_job_task_numRecordsOut";
    private static final String IN = "flink_taskmanager_job_task_numRecordsIn";

    private final EventTexts texts;
    private final Duration window;
    private final Duration past;
    private final double least;

    InputWithoutOutput(EventTexts texts) {
        this.texts = texts;
        this.window = texts.inForce().duration("window");
        this.past = texts.inForce().duration("past");
        this.least = texts.inForce().number("least");
    }

    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        Map<VertexKey, Double> out = Counted.perSecond(moment, OUT, VertexKey::of, moment.at(), window);
        Map<VertexKey, Double> in = Counted.perSecond(moment, IN, VertexKey::of, moment.at(), window);
        List<Job> silent = Jobs.known(moment)
                .filter(job ->
                        job.state() == JobState.RUNNING && !job.graph().edges().isEmpty())
                .filter(job -> sum(out, job, sources(job)) > least)
                .filter(job -> sum(in, job, sinks(job)) == 0)
                .toList();
        if (!silent.isEmpty()) {
            Map<VertexKey, Double> before =
                    Counted.perSecond(moment, IN, VertexKey::of, moment.at().minus(window), past);
            for (Job job : silent) {
                if (sum(before, job, sinks(job)) > 0) {
                    double given = sum(out, job, sources(job));
                    holding.add(texts.condition(
                            Jobs.subject(job),
                            given,
                            Map.of("sinks", names(job)),
                            moment.at().minus(window)));
                }
            }
        }
        return Jobs.assessment(moment, holding);
    }

    private static double sum(Map<VertexKey, Double> rates, Job job, List<JobGraph.Vertex> vertices) {
        // A vertex without samples is not known to have handled nothing.
        return vertices.stream()
                .mapToDouble(
                        vertex -> rates.getOrDefault(new VertexKey(job.cluster(), job.id(), vertex.id()), Double.NaN))
                .sum();
    }

    private static List<JobGraph.Vertex> sources(Job job) {
        Set<String> read = job.graph().edges().stream().map(JobGraph.Edge::to).collect(Collectors.toSet());
        return vertices(job, vertex -> !read.contains(vertex.id()));
    }

    private static List<JobGraph.Vertex> sinks(Job job) {
        Set<String> feed = job.graph().edges().stream().map(JobGraph.Edge::from).collect(Collectors.toSet());
        return vertices(job, vertex -> !feed.contains(vertex.id()));
    }

    private static List<JobGraph.Vertex> vertices(Job job, Predicate<JobGraph.Vertex> which) {
        return job.graph().vertices().stream().filter(which).toList();
    }

    private static String names(Job job) {
        return sinks(job).stream().map(JobGraph.Vertex::name).collect(Collectors.joining("\n"));
    }
}
