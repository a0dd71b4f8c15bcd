package io.weir.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.metric.Labels;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.rules.FakeSampleSource;
import io.weir.rules.TestClock;
import io.weir.rules.detector.BuiltInRules;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventJournal;
import io.weir.rules.event.MemoryEventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleOverridesTest {
    private static final EventJournal.Companion SILENT = new EventJournal.Companion() {
        @Override
        public void write(EventChange change) {}

        @Override
        public void committed() {}
    };

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T16:00:00Z"));
    private final FakeSampleSource samples = new FakeSampleSource();

    private List<String> firing(Map<String, Map<String, String>> parameters, List<RuleOverride> overrides) {
        EventJournal journal = new EventJournal(new MemoryEventStore(), Runnable::run, SILENT, clock);
        RuleEngine engine = new RuleEngine(
                BuiltInRules.ALL.stream()
                        .map(new RuleOverrides(parameters, overrides)::of)
                        .toList(),
                samples,
                List::<ClusterState>of,
                journal,
                List.of(),
                clock,
                Duration.ofSeconds(15));
        engine.tick();
        List<String> firing = engine.active().stream()
                .filter(event -> event.rule().equals("CheckpointLong"))
                .map(Event::subject)
                .map(subject -> subject.cluster() + "/" + subject.jobName())
                .sorted()
                .toList();
        journal.close();
        return firing;
    }

    private void took(String cluster, String namespace, String job, double millis) {
        Labels labels = Labels.of(
                        Labels.NAME,
                        "flink_jobmanager_job_lastCheckpointDuration",
                        "cluster",
                        cluster,
                        "namespace",
                        namespace)
                .with(Labels.of("job_id", job, "job_name", job));
        samples.append(labels, clock.instant().toEpochMilli(), millis);
    }

    @Test
    void firstOverrideThatMatchesIsInForceForItsSubjectsOnly() {
        took("prod", "a", "orders", 200_000);
        took("prod", "a", "totals", 200_000);
        took("test", "a", "orders", 900_000);
        RuleOverride strict = new RuleOverride(
                "{cluster=\"prod\", job_name=~\"ord.*\"}", Map.of("CheckpointLong", Map.of("threshold", "1m")));
        RuleOverride off = new RuleOverride("{cluster=\"test\"}", Map.of("CheckpointLong", Map.of("enabled", "false")));
        assertThat(firing(Map.of(), List.of())).containsExactly("test/orders");
        assertThat(firing(Map.of(), List.of(strict, off))).containsExactly("prod/orders");
    }

    @Test
    void ruleThatIsOffMayBeOnForSome() {
        took("prod", "a", "orders", 900_000);
        took("test", "a", "orders", 900_000);
        Map<String, Map<String, String>> off = Map.of("CheckpointLong", Map.of("enabled", "false"));
        RuleOverride on = new RuleOverride("{cluster=\"prod\"}", Map.of("CheckpointLong", Map.of("enabled", "true")));
        assertThat(firing(off, List.of(on))).containsExactly("prod/orders");
    }

    @Test
    void detectorsEventsAreScopedByTheLabelsOfTheirTargets() {
        for (String namespace : List.of("shop", "lab")) {
            Labels target = Labels.of(Labels.NAME, "up", "cluster", "prod", "namespace", namespace)
                    .with(Labels.of("process", "tm-" + namespace, "instance", namespace + ":9249"));
            samples.append(target, clock.instant().toEpochMilli(), 1);
        }
        RuleOverride quiet = new RuleOverride(
                "{namespace=\"lab\"}", Map.of("TaskManagerExitedAbnormally", Map.of("enabled", "false")));
        RuleOverride loud = new RuleOverride(
                "{namespace=\"shop\"}", Map.of("TaskManagerExitedAbnormally", Map.of("severity", "info")));
        EventJournal journal = new EventJournal(new MemoryEventStore(), Runnable::run, SILENT, clock);
        RuleEngine engine = new RuleEngine(
                BuiltInRules.ALL.stream()
                        .map(new RuleOverrides(Map.of(), List.of(quiet, loud))::of)
                        .toList(),
                samples,
                List::<ClusterState>of,
                journal,
                List.of(),
                clock,
                Duration.ofSeconds(15));
        for (String process : List.of("tm-shop", "tm-lab", "tm-other")) {
            engine.onSignal(new ProcessExited(
                    "prod", clock.instant(), process, ProcessKind.TASK_MANAGER, 1, 239, false, List.of()));
        }
        assertThat(engine.active())
                .filteredOn(event -> event.rule().equals("TaskManagerExitedAbnormally"))
                .extracting(event -> event.subject().process() + " " + event.severity())
                .containsExactlyInAnyOrder("tm-shop INFO", "tm-other CRITICAL");
        journal.close();
    }

    @Test
    void faultsOfOverridesAreSentences() {
        List<RuleOverride> overrides = List.of(
                new RuleOverride("cluster=prod", Map.of("CheckpointLog", Map.of())),
                new RuleOverride(
                        "{cluster=\"x\"}",
                        Map.of(
                                "CheckpointLong", Map.of("threshold", "soon"),
                                "BackpressureHigh", Map.of("severity", "critical"))));
        assertThat(RuleOverrides.faults(BuiltInRules.definitions(), overrides))
                .hasSize(3)
                .anyMatch(fault -> fault.contains("parse error"))
                .anyMatch(fault -> fault.contains("did you mean \"CheckpointLong\"?"))
                .anyMatch(fault -> fault.contains("\"soon\" is no duration"));
    }
}
