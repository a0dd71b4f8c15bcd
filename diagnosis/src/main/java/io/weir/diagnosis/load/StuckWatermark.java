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
 * A vertex that gets no watermark, or whose watermark has stood for a minute, though that of one of its inputs advances: another input is silent and not marked idle. Flink reports
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
        return standing(own, at);
    }

    /** A watermark that there was and that stands: one input's stands too, while another's advances and records flow. */
    private Optional<Finding> standing(String own, Instant at) {
        String input = figures.selector(INPUT, own) + "[1m]";
        String output = figures.selector(OUTPUT, own) + "[1m]";
        String records = figures.selector("flink_taskmanager_job_task_numRecordsIn", own) + "[1m]";
        Map<String, Double> stands = byTask(
                "max by (task_id) (max_over_time(" + input + ") > 0) == max by (task_id) (min_over_time(" + input
                        + ") and (count_over_time(" + input + ") >= 3))",
                at);
        Map<String, Double> flowing = byTask("sum by (task_id) (increase(" + records + "))", at);
        Map<String, Double> highest = byTask("max by (task_id) (max_over_time(" + output + "))", at);
        Map<String, Double> before = byTask("max by (task_id) (min_over_time(" + output + "))", at);
        for (JobGraph.Vertex vertex : job.graph().vertices()) {
            Double watermark = stands.get(vertex.id());
            if (watermark == null || flowing.getOrDefault(vertex.id(), 0.0) <= 0) {
                continue;
            }
            List<JobGraph.Vertex> upstream = upstream(vertex);
            Optional<JobGraph.Vertex> holder = upstream.stream()
                    .filter(each -> highest.containsKey(each.id())
                            && highest.get(each.id()).equals(before.get(each.id())))
                    .findFirst();
            boolean others = upstream.stream()
                    .anyMatch(each -> highest.getOrDefault(each.id(), NONE) > watermark
                            && highest.getOrDefault(each.id(), NONE) > before.getOrDefault(each.id(), NONE));
            if (others && holder.isPresent()) {
                return holder.map(silent -> standing(vertex, silent, watermark, at));
            }
        }
        return Optional.empty();
    }

    private Finding standing(JobGraph.Vertex vertex, JobGraph.Vertex silent, double watermark, Instant at) {
        String stand = Instant.ofEpochMilli((long) watermark).toString();
        return finding(
                vertex,
                silent,
                watermark,
                new Text(
                        job.name() + ": the watermark of '" + vertex.name() + "' stands at " + stand + ", since '"
                                + silent.name() + "' fell silent",
                        job.name() + "：“" + vertex.name() + "”的水位线停在 " + stand + "，因为“" + silent.name() + "”不再有数据"),
                stand,
                at);
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
        return finding(
                vertex,
                silent,
                Long.MIN_VALUE,
                new Text(
                        job.name() + ": '" + vertex.name() + "' has no watermark, since '" + silent.name()
                                + "' sends none",
                        job.name() + "：“" + vertex.name() + "”没有水位线，因为“" + silent.name() + "”未发出水位线"),
                "none",
                at);
    }

    private Finding finding(
            JobGraph.Vertex vertex, JobGraph.Vertex silent, double watermark, Text title, String shown, Instant at) {
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
                        title,
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
                                watermark,
                                from,
                                at,
                                "input watermark of '" + vertex.name() + "': " + shown),
                        new Evidence.Metric(
                                OUTPUT + own + ",task_id=\"" + silent.id() + "\"}",
                                watermark,
                                from,
                                at,
                                "output watermark of '" + silent.name() + "': " + shown
                                        + ", while another input's advances")),
                from.isBefore(question.from()) ? question.from() : from,
                at);
    }
}
