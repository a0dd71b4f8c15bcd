package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A job is back-pressured: some vertex cannot hand its records on. One event a job, about its worst vertex, that names the
 * root.
 */
final class Backpressure implements Rule.OnSamples {
    static final Function<Parameters, Rule> HIGH =
            parameters -> new Backpressure(parameters, parameters.number("upTo"));
    static final Function<Parameters, Rule> SEVERE =
            parameters -> new Backpressure(parameters, Double.POSITIVE_INFINITY);

    private final double threshold;
    private final double upTo;
    private final double busy;

    private Backpressure(Parameters parameters, double upTo) {
        this.threshold = parameters.number("threshold");
        this.busy = parameters.number("busy");
        this.upTo = upTo;
    }

    private record JobKey(String cluster, String jobId) {}

    @Override
    public Assessment assess(Moment moment) {
        Map<JobKey, Map<String, VertexLoad>> jobs = new HashMap<>();
        VertexLoad.all(moment).forEach((key, load) -> jobs.computeIfAbsent(
                        new JobKey(key.cluster(), key.jobId()), k -> new HashMap<>())
                .put(key.vertexId(), load));
        List<Condition> holding = new ArrayList<>();
        Set<JobKey> judged = new HashSet<>();
        jobs.forEach((key, loads) -> {
            Optional<Job> job = moment.job(key.cluster(), key.jobId());
            // Without the job's name and graph there is nothing to tell a person; the next poll brings them.
            if (job.isPresent() && job.get().state() == JobState.RUNNING) {
                judged.add(key);
                worst(job.get().graph(), loads).ifPresent(vertex -> holding.add(condition(job.get(), vertex, loads)));
            }
        });
        return assessment(moment, holding, judged);
    }

    private static Assessment assessment(Moment moment, List<Condition> holding, Set<JobKey> judged) {
        List<Subject> unknown = new ArrayList<>();
        Map<Subject, String> because = new HashMap<>();
        for (Event event : moment.active()) {
            Subject subject = event.subject();
            String jobId = subject.jobId();
            if (jobId == null || judged.contains(new JobKey(subject.cluster(), jobId))) {
                continue;
            }
            Optional<Job> job = moment.job(subject.cluster(), jobId);
            if (moment.cluster(subject.cluster()).isEmpty()) {
                because.put(subject, "the cluster is no longer watched");
            } else if (job.isPresent() && job.get().state() != JobState.RUNNING) {
                because.put(subject, "the job is " + job.get().state());
            } else if (job.isEmpty()) {
                because.put(subject, "the job is gone");
            } else {
                unknown.add(subject);
            }
        }
        return new Assessment(holding, unknown, because);
    }

    /** The most back-pressured vertex within the bounds; none when one is beyond them. */
    private Optional<JobGraph.Vertex> worst(JobGraph graph, Map<String, VertexLoad> loads) {
        JobGraph.Vertex worst = null;
        double most = threshold;
        for (JobGraph.Vertex vertex : graph.vertices()) {
            double share = loads.getOrDefault(vertex.id(), VertexLoad.UNKNOWN).backPressure();
            if (share > most) {
                most = share;
                worst = vertex;
            }
        }
        return most > upTo ? Optional.empty() : Optional.ofNullable(worst);
    }

    private Condition condition(Job job, JobGraph.Vertex worst, Map<String, VertexLoad> loads) {
        double share = loads.getOrDefault(worst.id(), VertexLoad.UNKNOWN).backPressure();
        Optional<JobGraph.Vertex> root = BackpressureRoot.find(job.graph(), worst.id(), loads, threshold, busy);
        Text head = new Text(
                job.name() + ": back pressure " + Percent.of(share) + " at '" + worst.name() + "';",
                job.name() + "：“" + worst.name() + "”反压 " + Percent.of(share) + "；");
        Map<String, String> annotations = new HashMap<>();
        annotations.put("backpressured_vertex_id", worst.id());
        annotations.put("backpressured_vertex_name", worst.name());
        if (root.isEmpty()) {
            return new Condition(
                    subject(job, worst),
                    share,
                    head.plus(BackpressureTexts.NO_ROOT),
                    BackpressureTexts.DESCRIPTION,
                    BackpressureTexts.NO_ROOT_ADVICE,
                    annotations,
                    null);
        }
        JobGraph.Vertex vertex = root.get();
        VertexLoad load = loads.getOrDefault(vertex.id(), VertexLoad.UNKNOWN);
        annotations.put("root_vertex_id", vertex.id());
        annotations.put("root_vertex_name", vertex.name());
        annotations.put("root_busy", Percent.of(load.busy()));
        annotations.put("root_parallelism", String.valueOf(vertex.parallelism()));
        annotations.put("root_hottest_subtask", load.hottestSubtask());
        String facts = Percent.of(load.busy());
        Text tail = new Text(
                "root is '" + vertex.name() + "' (busy " + facts + ", parallelism " + vertex.parallelism() + ")",
                "根源是“" + vertex.name() + "”（繁忙 " + facts + "，并行度 " + vertex.parallelism() + "）");
        return new Condition(
                subject(job, vertex),
                share,
                head.plus(tail),
                BackpressureTexts.DESCRIPTION,
                BackpressureTexts.advice(vertex, load),
                annotations,
                null);
    }

    private static Subject subject(Job job, JobGraph.Vertex vertex) {
        return new Subject(job.cluster(), job.id(), job.name(), null, vertex.id(), vertex.name());
    }
}
