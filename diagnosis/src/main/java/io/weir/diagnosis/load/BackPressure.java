package io.weir.diagnosis.load;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.metric.Labels;
import io.weir.diagnosis.fact.Facts;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which vertex of a job holds the others up, and what it is busy with. */
final class BackPressure {
    private static final double THRESHOLD = 0.5;
    private static final double LEAST_BUSY = 0.5;

    private final Facts facts;
    private final Figures figures;
    private final Question question;
    private final Job job;
    private final GarbageCollection collection;

    BackPressure(Facts facts, Figures figures, Question question, Job job, GarbageCollection collection) {
        this.facts = facts;
        this.figures = figures;
        this.question = question;
        this.job = job;
        this.collection = collection;
    }

    Optional<Finding> finding() {
        String selector = figures.selector(VertexLoads.BACK_PRESSURED, "job_id=\"" + job.id() + "\"");
        Map<Labels, Figures.Peak> peaks = figures.highestMedian(selector);
        Optional<Figures.Peak> worst = peaks.values().stream().max(Comparator.comparing(Figures.Peak::value));
        if (worst.isEmpty() || worst.get().value() <= THRESHOLD * 1000) {
            return Optional.empty();
        }
        Figures.Peak peak = worst.get();
        VertexLoads loads = VertexLoads.at(figures, job.id(), peak);
        Optional<JobGraph.Vertex> pressed = loads.worst(job.graph(), THRESHOLD);
        if (pressed.isEmpty()) {
            return Optional.empty();
        }
        Optional<JobGraph.Vertex> root = loads.root(job.graph(), pressed.get().id(), THRESHOLD, LEAST_BUSY);
        return Optional.of(root.map(vertex -> rooted(pressed.get(), vertex, loads, peak))
                .orElseGet(() -> rootless(pressed.get(), loads, peak)));
    }

    private Finding rooted(JobGraph.Vertex pressed, JobGraph.Vertex root, VertexLoads loads, Figures.Peak peak) {
        Bottleneck why = new Bottleneck(facts, figures, question, job, collection).of(root, loads, peak.at());
        String busy = GarbageCollection.percent(loads.busy(root.id()));
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(metric(VertexLoads.BUSY, root, loads.busy(root.id()) * 1000, peak, "busy"));
        evidence.addAll(why.evidence());
        evidence.add(metric(
                VertexLoads.BACK_PRESSURED, pressed, loads.backPressure(pressed.id()) * 1000, peak, "back-pressured"));
        return finding(
                root,
                why.confidence(),
                new Said(
                        new Text(
                                job.name() + ": '" + root.name() + "' holds the job up (busy " + busy + "): "
                                        + why.cause().en(),
                                job.name() + "：“" + root.name() + "”拖慢作业（繁忙 " + busy + "）："
                                        + why.cause().zh()),
                        why.cause(),
                        new Text(
                                "'" + pressed.name()
                                        + "' and what is before it cannot hand records on; lag and checkpoint times grow.",
                                "“" + pressed.name() + "”及其上游无法下发数据；延迟与检查点耗时增长。"),
                        why.advice()),
                evidence,
                peak);
    }

    private Finding rootless(JobGraph.Vertex pressed, VertexLoads loads, Figures.Peak peak) {
        return finding(
                pressed,
                Confidence.POSSIBLE,
                new Said(
                        new Text(
                                job.name() + ": '" + pressed.name()
                                        + "' is back-pressured, and no vertex after it is busy",
                                job.name() + "：“" + pressed.name() + "”反压，但其下游没有繁忙的算子"),
                        new Text(
                                "no vertex downstream is busy: the network, or a subtask whose figures are missing",
                                "下游没有繁忙的算子：网络问题，或某子任务缺少指标"),
                        new Text("It cannot hand its records on.", "其数据无法下发。"),
                        new Text(
                                "Look at the network buffers and at the TaskManagers downstream.",
                                "请查看网络缓冲与下游 TaskManager。")),
                List.of(metric(
                        VertexLoads.BACK_PRESSURED,
                        pressed,
                        loads.backPressure(pressed.id()) * 1000,
                        peak,
                        "back-pressured")),
                peak);
    }

    private Finding finding(
            JobGraph.Vertex vertex, Confidence confidence, Said said, List<Evidence> evidence, Figures.Peak peak) {
        Subject subject = new Subject(job.cluster(), job.id(), job.name(), null, vertex.id(), vertex.name());
        Instant begin = peak.from();
        return new Finding(
                Finding.id("back-pressure", subject, ""),
                "back-pressure",
                subject,
                Bearing.CAUSE,
                confidence,
                Severity.WARNING,
                said,
                evidence,
                begin.isBefore(question.from()) && question.from().isBefore(peak.at()) ? question.from() : begin,
                peak.at());
    }

    private Evidence.Metric metric(String name, JobGraph.Vertex vertex, double value, Figures.Peak peak, String word) {
        String expression = "max by (subtask_index) (" + name + "{cluster=\"" + job.cluster() + "\",job_id=\""
                + job.id() + "\",task_id=\"" + vertex.id() + "\"})";
        return new Evidence.Metric(
                expression,
                value,
                peak.from(),
                peak.at(),
                "'" + vertex.name() + "' " + word + " " + Math.round(value) + " ms/s");
    }
}
