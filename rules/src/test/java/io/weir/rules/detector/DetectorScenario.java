package io.weir.rules.detector;

import io.weir.collector.flink.JobState;
import io.weir.collector.metric.Labels;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.rules.Scenario;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What goes well, what makes one event fire, and what ends it. */
record DetectorScenario(
        Map<String, Map<String, String>> parameters,
        Consumer<Scenario> before,
        Consumer<Scenario> fault,
        Consumer<Scenario> cure) {
    static final String CLUSTER = "prod";
    static final String ID = "0123456789abcdef0123456789abcdef";
    static final String NAME = "orders";
    static final Map<String, DetectorScenario> ALL = new TreeMap<>();

    static {
        JobScenarios.jobs();
        JobScenarios.checkpoints();
        SampleScenarios.samples();
        ProcessScenarios.processes();
    }

    static void add(String rule, Consumer<Scenario> before, Consumer<Scenario> fault, Consumer<Scenario> cure) {
        ALL.put(rule, new DetectorScenario(Map.of(), before, fault, cure));
    }

    static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    static JobBuilder job(Scenario s, JobState state) {
        return new JobBuilder(s.now(), state, ID, NAME);
    }

    static void changes(Scenario s, JobState from, JobState to, @Nullable String exception) {
        s.signal(new JobStatusChanged(CLUSTER, s.now(), ID, NAME, from, to, exception));
    }

    static Labels process(String metric, String process) {
        return Labels.of(Labels.NAME, metric, "cluster", CLUSTER, "process", process, "instance", process + ":9249");
    }

    static Labels jobLabels(String metric, String jobId, String vertex) {
        return process(metric, "taskmanager-1")
                .with(Labels.of(
                        "job_id",
                        jobId,
                        "job_name",
                        NAME,
                        "task_id",
                        vertex,
                        "task_name",
                        vertex,
                        "subtask_index",
                        "0"));
    }
}
