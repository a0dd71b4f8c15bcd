package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.signal.ProcessKind;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The CPUs have been at their limit for minutes: most of a job's TaskManagers, or a JobManager. */
final class CpuOverload {
    static final Function<Parameters, Rule> TASK_MANAGER = Fleet::new;
    static final Function<Parameters, Rule> JOB_MANAGER = Single::new;

    private static final String TASK_METRIC = "flink_taskmanager_job_task_numRecordsIn";

    private CpuOverload() {}

    private static Map<GcShare.Process, Boolean> hot(Moment moment, ProcessKind kind, Parameters parameters) {
        return CpuHistory.hot(
                moment, kind, parameters.integer("points"), parameters.duration("step"), parameters.number("load"));
    }

    /** The first of the points that were all hot. */
    private static Instant since(Moment moment, Parameters parameters) {
        return moment.at().minus(parameters.duration("step").multipliedBy(parameters.integer("points") - 1L));
    }

    private static String span(Parameters parameters) {
        Duration span = parameters.duration("step").multipliedBy(parameters.integer("points"));
        return span.toSeconds() % 60 == 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }

    /** The TaskManagers of a job together: one hot machine of many is no overload of the job. */
    private static final class Fleet implements Rule.OnSamples {
        private final Parameters parameters;

        Fleet(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        public Assessment assess(Moment moment) {
            Map<GcShare.Process, Boolean> hot = hot(moment, ProcessKind.TASK_MANAGER, parameters);
            Map<Subject, Set<GcShare.Process>> fleets = new HashMap<>();
            for (Latest latest : Latest.of(moment, TASK_METRIC)) {
                String cluster = latest.labels().get("cluster");
                String jobId = latest.labels().get("job_id");
                String name = moment.job(cluster, jobId)
                        .map(Job::name)
                        .orElse(latest.labels().get("job_name"));
                fleets.computeIfAbsent(new Subject(cluster, jobId, name, null, null, null), key -> new HashSet<>())
                        .add(GcShare.Process.of(latest.labels()));
            }
            List<Condition> holding = new ArrayList<>();
            fleets.forEach((subject, fleet) -> {
                Set<String> hotNames = new TreeSet<>();
                fleet.forEach(process -> {
                    if (hot.getOrDefault(process, false)) {
                        hotNames.add(process.name());
                    }
                });
                double share = (double) hotNames.size() / fleet.size();
                if (share > parameters.number("share")) {
                    holding.add(condition(subject, share, hotNames, fleet.size(), since(moment, parameters)));
                }
            });
            return Assessment.of(holding);
        }

        private Condition condition(Subject subject, double share, Set<String> hot, int all, Instant since) {
            String load = Percent.of(parameters.number("load"));
            return new Condition(
                    subject,
                    share,
                    new Text(
                            subject.jobName() + ": " + hot.size() + " of " + all + " TaskManagers (" + Percent.of(share)
                                    + ") over " + load + " CPU for " + span(parameters),
                            subject.jobName() + "：" + all + " 个 TaskManager 中有 " + hot.size() + " 个（"
                                    + Percent.of(share) + "）CPU 持续 " + span(parameters) + " 超过 " + load),
                    new Text(
                            "The load is the process' share of the whole machine. At the limit, throughput cannot grow and"
                                    + " delays follow every rise of the input.",
                            "该负载为进程占整机 CPU 的比例。达到极限后吞吐无法再增长，输入稍有增加就会产生延迟。"),
                    new Text(
                            "Take a flame graph of the busiest vertex and thread dumps of these TaskManagers to see what burns"
                                    + " the CPU; raise the parallelism, or give the TaskManagers more CPUs.",
                            "请对最繁忙的节点采集火焰图，并查看这些 TaskManager 的线程栈，找出消耗 CPU 的代码；提高并行度，或增加 CPU。"),
                    Map.of("hot", String.join(", ", hot)),
                    since);
        }
    }

    private static final class Single implements Rule.OnSamples {
        private final Parameters parameters;

        Single(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        public Assessment assess(Moment moment) {
            List<Condition> holding = new ArrayList<>();
            hot(moment, ProcessKind.JOB_MANAGER, parameters).forEach((process, isHot) -> {
                if (isHot) {
                    holding.add(condition(process, since(moment, parameters)));
                }
            });
            return Assessment.of(holding);
        }

        private Condition condition(GcShare.Process process, Instant since) {
            String load = Percent.of(parameters.number("load"));
            return new Condition(
                    new Subject(process.cluster(), null, null, process.name(), null, null),
                    Double.NaN,
                    new Text(
                            process.name() + ": over " + load + " CPU for " + span(parameters),
                            process.name() + "：CPU 持续 " + span(parameters) + " 超过 " + load),
                    new Text(
                            "A JobManager at its limit answers late: heartbeats, checkpoints and the REST API suffer.",
                            "JobManager 达到极限后响应迟缓：心跳、检查点和 REST API 都会受影响。"),
                    new Text(
                            "Give it more CPUs; let sources make fewer splits; run fewer checkpoints at once and fewer jobs in"
                                    + " one session.",
                            "请增加 CPU；减少源的分片数；减少并发检查点以及同一会话中的作业数。"),
                    Map.of("load_over", load, "for", span(parameters)),
                    since);
        }
    }
}
