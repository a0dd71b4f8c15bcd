package io.weir.rules.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.Labels;
import io.weir.rules.FakeSampleSource;
import io.weir.rules.detector.BuiltInRules;
import io.weir.rules.event.MemoryEventStore;
import io.weir.rules.event.Severity;
import io.weir.rules.policy.Against;
import io.weir.rules.policy.Comparison;
import io.weir.rules.policy.NumberCondition;
import io.weir.rules.policy.NumberPolicy;
import io.weir.rules.policy.Subjects;
import io.weir.rules.promql.Limits;
import io.weir.rules.rule.RuleKind;
import io.weir.rules.rule.RuleScope;
import io.weir.rules.rule.RuleSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replay goes by what people set: by their policies, and by what differs for some subjects. */
class SetupReplayTest {
    private static final Instant START = Instant.parse("2026-11-20T16:00:00Z");
    private static final Instant END = START.plus(Duration.ofMinutes(40));
    private static final String BUSY = "flink_taskmanager_job_task_busyTimeMsPerSecond";
    private static final String CHECKPOINT = "flink_jobmanager_job_lastCheckpointDuration";

    private final FakeSampleSource samples = new FakeSampleSource();

    /** In two clusters one job each, busy and with long checkpoints from the tenth to the twentieth minute. */
    @BeforeEach
    void fill() {
        for (String cluster : List.of("prod", "test")) {
            Labels job = Labels.of("cluster", cluster, "job_id", "j-" + cluster, "job_name", "orders");
            for (int second = 0; second <= 2400; second += 15) {
                boolean fault = second >= 600 && second < 1200;
                long at = START.plusSeconds(second).toEpochMilli();
                samples.append(
                        job.with(Labels.of(Labels.NAME, BUSY, "process", "tm", "task_id", "v", "subtask_index", "0")),
                        at,
                        fault ? 930 : 100);
                samples.append(job.with(Labels.of(Labels.NAME, CHECKPOINT)), at, fault ? 200_000 : 5_000);
            }
        }
    }

    private ReplayReport replay(RuleSetup setup, Map<String, String> set) {
        Replay.Inputs inputs = new Replay.Inputs(
                samples,
                new MemoryFactStore(),
                new MemoryEventStore(),
                List::of,
                Limits.DEFAULT,
                1_000_000,
                "http://127.0.0.1:8090");
        ReplayReport report = Replay.run(
                new ReplayRequest(
                        new OwnRule(setup), START, END, Duration.ofSeconds(15), set, null, List.of(), List.of()),
                inputs,
                ReplayProgress.SILENT);
        assertThat(report.lastError()).isNull();
        return report;
    }

    private static NumberPolicy policy(double threshold) {
        return new NumberPolicy(
                "hot",
                true,
                Severity.WARNING,
                new Subjects(List.of(), Map.of("cluster", "prod")),
                NumberPolicy.Match.ANY,
                List.of(new NumberCondition(BUSY, Comparison.ABOVE, Against.VALUE, threshold)),
                1,
                3,
                0,
                true,
                null);
    }

    @Test
    void numberPolicyIsReplayedOverHistoryAndNotOverNow() {
        ReplayReport report = replay(RuleSetup.of(policy(900).rule()), Map.of());
        assertThat(report.firings()).singleElement().satisfies(firing -> {
            assertThat(firing.subject().cluster()).isEqualTo("prod");
            assertThat(firing.startsAt()).isBetween(START.plusSeconds(600), START.plusSeconds(720));
            assertThat(firing.until(END)).isBetween(START.plusSeconds(1200), START.plusSeconds(1320));
        });
    }

    @Test
    void thresholdAndPointsOfAPolicyCanBeTried() {
        RuleSetup setup = RuleSetup.of(policy(900).rule());
        assertThat(replay(setup, Map.of("threshold", "950")).firings()).isEmpty();
        assertThat(replay(setup, Map.of("points", "20")).firings()).isEmpty();
        assertThat(replay(RuleSetup.of(policy(990).rule()), Map.of("threshold", "900"))
                        .firings())
                .hasSize(1);
    }

    @Test
    void scopesAreInForceInAReplayToo() {
        RuleKind kind = BuiltInRules.ALL.stream()
                .filter(one -> one.definition().name().equals("CheckpointLong"))
                .findFirst()
                .orElseThrow();
        assertThat(replay(RuleSetup.of(kind), Map.of()).firings()).isEmpty();
        RuleSetup strict =
                new RuleSetup(kind, Map.of(), List.of(new RuleScope("{cluster=\"prod\"}", Map.of("threshold", "1m"))));
        assertThat(replay(strict, Map.of()).firings())
                .extracting(firing -> firing.subject().cluster())
                .containsExactly("prod");
        assertThat(replay(strict, Map.of("threshold", "2m")).firings())
                .as("what is tried is tried on everybody")
                .hasSize(2);
        RuleSetup off = new RuleSetup(kind, Map.of("enabled", "false", "threshold", "1m"), List.of());
        assertThat(replay(off, Map.of()).firings())
                .as("a rule that is off may be tried")
                .hasSize(2);
    }
}
