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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processes that take nearly all of their machine's CPU, and the vertex that does. {@code CPU.Load} is a share of the whole machine. */
final class CpuLoad {
    private static final double HIGH = 0.85;
    private static final double MUCH_GC = 0.3;
    private static final double LEAST_BUSY = 0.5;

    private final Facts facts;
    private final Figures figures;
    private final Question question;
    private final List<Job> jobs;
    private final GarbageCollection collection;

    CpuLoad(Facts facts, Figures figures, Question question, List<Job> jobs, GarbageCollection collection) {
        this.facts = facts;
        this.figures = figures;
        this.question = question;
        this.jobs = jobs;
        this.collection = collection;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (String kind : List.of("taskmanager", "jobmanager")) {
            String selector = figures.selector("flink_" + kind + "_Status_JVM_CPU_Load", "");
            Map<Labels, Figures.Peak> peaks = figures.highestMedian(selector);
            peaks.forEach((labels, peak) -> {
                // The collector's threads are no work of the job; that finding says so.
                if (peak.value() > HIGH && collection.share(labels.get("process")) < MUCH_GC) {
                    findings.add(finding(labels.get("process"), selector, peak));
                }
            });
        }
        return findings;
    }

    private record Hot(Job job, JobGraph.Vertex vertex, double busy) {}

    private Finding finding(String process, String selector, Figures.Peak peak) {
        Subject subject = new Subject(question.cluster(), question.jobId(), null, process, null, null);
        String load = GarbageCollection.percent(peak.value());
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence.Metric(
                selector, peak.value(), peak.from(), peak.at(), process + ": " + load + " of the machine's CPU"));
        Optional<Hot> hot = hottest(process, peak);
        Text cause = hot.map(each -> {
                    Optional<HotFrame> frame = HotFrame.of(
                            facts,
                            question.cluster(),
                            each.job().id(),
                            each.vertex().id(),
                            question);
                    frame.ifPresent(at -> evidence.add(new Evidence.Frame(
                            question.cluster(),
                            each.job().id(),
                            each.vertex().id(),
                            at.at(),
                            at.frame(),
                            at.share(),
                            GarbageCollection.percent(at.share()) + " of its samples in " + at.frame())));
                    String place = frame.map(at -> ", in " + at.frame()).orElse("");
                    String busy = GarbageCollection.percent(each.busy());
                    return new Text(
                            "'" + each.vertex().name() + "' of " + each.job().name() + " computes (busy " + busy + ")"
                                    + place,
                            each.job().name() + " 的“" + each.vertex().name() + "”在计算（繁忙 " + busy + "）"
                                    + place.replace(", in ", "，位于 "));
                })
                .orElse(new Text(
                        "no vertex is busy enough to explain it: look at the other threads of the process, or other processes in it",
                        "没有足够繁忙的算子可以解释：请查看进程内其他线程"));
        return new Finding(
                Finding.id("cpu", subject, ""),
                "cpu",
                subject,
                Bearing.CAUSE,
                hot.isPresent() ? Confidence.CERTAIN : Confidence.POSSIBLE,
                Severity.WARNING,
                new Said(
                        new Text(
                                process + " takes " + load + " of the machine's CPU: " + cause.en(),
                                process + " 占用机器 CPU 的 " + load + "：" + cause.zh()),
                        cause,
                        new Text("Throughput cannot grow; neighbours on the machine suffer.", "吞吐无法再增长；同机其他进程受影响。"),
                        new Text(
                                "Make the hot code cheaper, raise the parallelism over more machines, or give the machine more cores.",
                                "优化热点代码、在更多机器上提高并行度，或增加 CPU 核数。")),
                evidence,
                peak.from(),
                peak.at());
    }

    private Optional<Hot> hottest(String process, Figures.Peak peak) {
        Hot hottest = null;
        for (Job job : jobs) {
            VertexLoads loads = VertexLoads.at(figures, job.id(), peak);
            for (JobGraph.Vertex vertex : job.graph().vertices()) {
                double busy = loads.subtasks(vertex.id()).stream()
                        .filter(each -> each.process().equals(process))
                        .mapToDouble(VertexLoads.SubtaskLoad::busy)
                        .sum();
                if (busy > LEAST_BUSY && (hottest == null || busy > hottest.busy())) {
                    hottest = new Hot(job, vertex, Math.min(1, busy));
                }
            }
        }
        return Optional.ofNullable(hottest);
    }
}
