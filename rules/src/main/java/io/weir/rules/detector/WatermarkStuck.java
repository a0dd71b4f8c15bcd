package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
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
 * A vertex gets records but its watermark stands still, or there is none though one of its inputs has one. It names the input that
 * pins it: the one with the lowest watermark, or without any. A job without event time has no watermark anywhere and is well. See <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/dev/datastream/event-time/generating_watermarks/#dealing-with-idle-sources">idle
 * sources</a>.
 */
final class WatermarkStuck implements Rule.OnSamples {
    private static final String INPUT = "flink_taskmanager_job_task_currentInputWatermark";
    private static final String OUTPUT = "flink_taskmanager_job_task_operator_currentOutputWatermark";
    private static final String RECORDS = "flink_taskmanager_job_task_numRecordsIn";
    private static final String GIVEN = "flink_taskmanager_job_task_numRecordsOut";

    /** Flink's Long.MIN_VALUE for none and Long.MAX_VALUE for no more to come, beyond any time that there is. */
    private static final double NO_TIME = 9.2e18;

    private static final Duration RECENT = Duration.ofMinutes(1);

    private final EventTexts texts;
    private final Duration standing;
    private final double least;
    private final Map<VertexKey, Standing> standings = new HashMap<>();

    WatermarkStuck(EventTexts texts) {
        this.texts = texts;
        this.standing = texts.inForce().duration("standing");
        this.least = texts.inForce().number("least");
    }

    private record Standing(double watermark, Instant since) {}

    @Override
    public Assessment assess(Moment moment) {
        Map<VertexKey, Double> inputs = lowest(moment, INPUT);
        Map<VertexKey, Double> outputs = lowest(moment, OUTPUT);
        inputs.forEach((key, watermark) -> standings.compute(
                key,
                (same, before) -> before != null && before.watermark == watermark
                        ? before
                        : new Standing(watermark, moment.at())));
        standings.keySet().retainAll(inputs.keySet());
        Map<VertexKey, Double> rates = Counted.perSecond(moment, RECORDS, VertexKey::of, moment.at(), RECENT);
        Map<VertexKey, Double> given = Counted.perSecond(moment, GIVEN, VertexKey::of, moment.at(), RECENT);
        List<Condition> holding = new ArrayList<>();
        Set<Subject> judged = new HashSet<>();
        Jobs.known(moment).filter(job -> job.state() == JobState.RUNNING).forEach(job -> {
            if (job.graph().vertices().stream().anyMatch(vertex -> inputs.containsKey(key(job, vertex.id())))) {
                judged.add(new Subject(job.cluster(), job.id(), null, null, null, null));
            }
            // Of several one below the other the first explains the others.
            job.graph().vertices().stream()
                    .flatMap(vertex -> check(job, vertex, outputs, flow(job, vertex, rates, given), moment).stream())
                    .findFirst()
                    .ifPresent(holding::add);
        });
        return withUnseen(moment, Jobs.assessment(moment, holding), judged);
    }

    /** A job without samples is not known to have got over it. */
    private static Assessment withUnseen(Moment moment, Assessment assessment, Set<Subject> judged) {
        List<Subject> unknown = new ArrayList<>(assessment.unknown());
        moment.active().forEach(event -> {
            Subject subject = event.subject();
            boolean runs = moment.job(subject.cluster(), subject.jobId())
                    .filter(job -> job.state() == JobState.RUNNING)
                    .isPresent();
            Subject key = new Subject(subject.cluster(), subject.jobId(), null, null, null, null);
            if (runs && !judged.contains(key)) {
                unknown.add(subject);
            }
        });
        return new Assessment(assessment.holding(), unknown, assessment.overBecause());
    }

    private static Map<VertexKey, Double> lowest(Moment moment, String metric) {
        Map<VertexKey, Double> lowest = new HashMap<>();
        Latest.of(moment, metric)
                .forEach(latest -> lowest.merge(VertexKey.of(latest.labels()), latest.value(), Math::min));
        return lowest;
    }

    private Optional<Condition> check(
            Job job, JobGraph.Vertex vertex, Map<VertexKey, Double> outputs, double flow, Moment moment) {
        VertexKey key = key(job, vertex.id());
        Standing stands = standings.get(key);
        if (stands == null
                || !(flow > least)
                || stands.watermark >= NO_TIME
                || stands.since.plus(standing).isAfter(moment.at())) {
            return Optional.empty();
        }
        List<JobGraph.Vertex> upstream = upstream(job.graph(), vertex.id());
        boolean none = stands.watermark <= -NO_TIME;
        boolean anyInput = upstream.stream()
                .mapToDouble(input -> outputs.getOrDefault(key(job, input.id()), Double.NaN))
                .anyMatch(watermark -> Math.abs(watermark) < NO_TIME);
        if (none && !anyInput) {
            return Optional.empty();
        }
        return Optional.of(condition(job, vertex, stands, none, pins(job, upstream, outputs)));
    }

    /** What is on its way to a vertex counts too: a barrier that waits for a silent input holds it up. */
    private static double flow(
            Job job, JobGraph.Vertex vertex, Map<VertexKey, Double> taken, Map<VertexKey, Double> given) {
        double upstream = upstream(job.graph(), vertex.id()).stream()
                .mapToDouble(input -> given.getOrDefault(key(job, input.id()), 0.0))
                .sum();
        return Math.max(upstream, taken.getOrDefault(key(job, vertex.id()), 0.0));
    }

    private Condition condition(Job job, JobGraph.Vertex vertex, Standing stands, boolean none, String pin) {
        Subject subject = new Subject(job.cluster(), job.id(), job.name(), null, vertex.id(), vertex.name());
        String at = none ? "no watermark yet" : "stands at " + Instant.ofEpochMilli((long) stands.watermark);
        String atZh = none ? "尚无水位线" : "停在 " + Instant.ofEpochMilli((long) stands.watermark);
        Text detail = new Text(
                at + (pin.isEmpty() ? "" : ", pinned by input '" + pin + "'"),
                atZh + (pin.isEmpty() ? "" : "，被输入“" + pin + "”拖住"));
        return texts.condition(subject, stands.watermark, detail, Map.of("pinned_by", pin), stands.since);
    }

    /** The input whose lowest subtask is furthest behind; empty when that is not known. */
    private static String pins(Job job, List<JobGraph.Vertex> upstream, Map<VertexKey, Double> outputs) {
        String pin = "";
        double lowest = Double.POSITIVE_INFINITY;
        for (JobGraph.Vertex input : upstream) {
            double watermark = outputs.getOrDefault(key(job, input.id()), Double.POSITIVE_INFINITY);
            if (watermark < lowest) {
                lowest = watermark;
                pin = input.name();
            }
        }
        return pin;
    }

    private static List<JobGraph.Vertex> upstream(JobGraph graph, String vertexId) {
        Set<String> from = new HashSet<>();
        graph.edges().stream().filter(edge -> edge.to().equals(vertexId)).forEach(edge -> from.add(edge.from()));
        return graph.vertices().stream()
                .filter(vertex -> from.contains(vertex.id()))
                .toList();
    }

    private static VertexKey key(Job job, String vertexId) {
        return new VertexKey(job.cluster(), job.id(), vertexId);
    }
}
