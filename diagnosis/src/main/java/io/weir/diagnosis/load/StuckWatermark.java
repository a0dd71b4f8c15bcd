package io.weir.diagnosis.load;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.metric.Labels;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.finding.Said;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A vertex that got no watermark though one of its inputs sends some: another input is silent and not marked idle. Flink reports
 * Long.MIN_VALUE for none, which is no lag.
 */
final class StuckWatermark {
    private static final String INPUT = "flink_taskmanager_job_task_currentInputWatermark";
    private static final String OUTPUT = "flink_taskmanager_job_task_operator_currentOutputWatermark";
    /** Values near Long.MIN_VALUE, as doubles print them. */
    private static final double NONE = -9.0e18;

    private final Figures figures;
    private final Question question;
    private final Job job;

    StuckWatermark(Figures figures, Question question, Job job) {
        this.figures = figures;
        this.question = question;
        this.job = job;
    }

    Optional<Finding> finding() {
        Instant at = question.to();
        String own = "job_id=\"" + job.id() + "\"";
        // A job that just began has none either: all the samples of two minutes must say so, and there must be some.
        String input = figures.selector(INPUT, own);
        Map<String, Double> inputs = byTask(
                "max by (task_id) (max_over_time(" + input + "[2m]) and (count_over_time(" + input + "[2m]) >= 3))",
                at);
        Map<String, Double> outputs =
                byTask("max by (task_id) (max_over_time(" + figures.selector(OUTPUT, own) + "[2m]))", at);
        for (JobGraph.Vertex vertex : job.graph().vertices()) {
            Double watermark = inputs.get(vertex.id());
            if (watermark == null || watermark > NONE) {
                continue;
            }
            List<JobGraph.Vertex> upstream = upstream(vertex);
            List<JobGraph.Vertex> silent = upstream.stream()
                    .filter(each -> outputs.getOrDefault(each.id(), 0.0) <= NONE)
                    .toList();
            boolean others = upstream.stream().anyMatch(each -> outputs.getOrDefault(each.id(), NONE) > 0);
            if (others && !silent.isEmpty()) {
                return Optional.of(finding(vertex, silent.get(0), at));
            }
        }
        return Optional.empty();
    }

    private Map<String, Double> byTask(String expression, Instant at) {
        Map<String, Double> byTask = new HashMap<>();
        for (Map.Entry<Labels, Double> each : figures.at(expression, at).entrySet()) {
            byTask.put(each.getKey().get("task_id"), each.getValue());
        }
        return byTask;
    }

    private List<JobGraph.Vertex> upstream(JobGraph.Vertex vertex) {
        Set<String> ids = job.graph().edges().stream()
                .filter(edge -> edge.to().equals(vertex.id()))
                .map(JobGraph.Edge::from)
                .collect(java.util.stream.Collectors.toSet());
        return job.graph().vertices().stream()
                .filter(each -> ids.contains(each.id()))
                .toList();
    }

    private Finding finding(JobGraph.Vertex vertex, JobGraph.Vertex silent, Instant at) {
        Subject subject = new Subject(job.cluster(), job.id(), job.name(), null, vertex.id(), vertex.name());
        String own = "{cluster=\"" + job.cluster() + "\",job_id=\"" + job.id() + "\"";
        Instant from = Figures.windowBefore(at);
        return new Finding(
                Finding.id("stuck-watermark", subject, silent.id()),
                "stuck-watermark",
                subject,
                Bearing.CAUSE,
                Confidence.CERTAIN,
                Severity.WARNING,
                new Said(
                        new Text(
                                job.name() + ": '" + vertex.name() + "' has no watermark, since '" + silent.name()
                                        + "' sends none",
                                job.name() + "：“" + vertex.name() + "”没有水位线，因为“" + silent.name() + "”未发出水位线"),
                        new Text(
                                "a watermark is the least of all inputs; '" + silent.name()
                                        + "' is silent and not marked idle",
                                "水位线取所有输入的最小值；“" + silent.name() + "”没有数据且未标记为空闲"),
                        new Text("Windows and timers of event time never fire; state grows.", "事件时间窗口与定时器永不触发；状态增长。"),
                        new Text(
                                "Give that source withIdleness, or find out why it sends nothing.",
                                "为该数据源设置 withIdleness，或查明为何没有数据。")),
                List.of(
                        new Evidence.Metric(
                                INPUT + own + ",task_id=\"" + vertex.id() + "\"}",
                                Long.MIN_VALUE,
                                from,
                                at,
                                "input watermark of '" + vertex.name() + "': none"),
                        new Evidence.Metric(
                                OUTPUT + own + ",task_id=\"" + silent.id() + "\"}",
                                Long.MIN_VALUE,
                                from,
                                at,
                                "output watermark of '" + silent.name() + "': none, while another input sends some")),
                from.isBefore(question.from()) ? question.from() : from,
                at);
    }
}
