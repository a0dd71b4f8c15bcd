package io.weir.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.rules.event.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every policy store does. */
abstract class PolicyStoreContract {
    static final Instant T0 = Instant.parse("2026-11-20T10:00:00.123Z");
    static final String BUSY = "flink_taskmanager_job_task_busyTimeMsPerSecond";

    abstract PolicyStore store();

    static NumberPolicy number(String name, double threshold) {
        return new NumberPolicy(
                name,
                true,
                Severity.WARNING,
                new Subjects(List.of("订单", "a|b"), Map.of("cluster", "prod")),
                NumberPolicy.Match.ALL,
                List.of(new NumberCondition(BUSY, Comparison.ABOVE, Against.VALUE, threshold)),
                5,
                3,
                4,
                true,
                null);
    }

    static EventPolicy event(String name) {
        return new EventPolicy(
                name,
                true,
                10,
                List.of(new EventMatcher("job", EventMatcher.Operator.PREFIX, List.of("test-"))),
                Severity.INFO,
                List.of());
    }

    private static StoredPolicy version(String id, long version, Policy policy, StoredPolicy.Action action) {
        return new StoredPolicy(id, version, policy, action, "mei", T0.plusSeconds(version));
    }

    @Test
    void versionsAreReadAsTheyWereNewestFirst() {
        StoredPolicy first = version("p", 1, number("hot", 900), StoredPolicy.Action.CREATED);
        StoredPolicy second = version("p", 2, number("hot", 950.5), StoredPolicy.Action.CHANGED);
        StoredPolicy other = version("q", 1, event("tests are quiet"), StoredPolicy.Action.CREATED);
        assertThat(List.of(store().add(first), store().add(second), store().add(other)))
                .containsOnly(true);
        assertThat(store().versions("p")).containsExactly(second, first);
        assertThat(store().newest("p")).contains(second);
        assertThat(store().current()).containsExactly(second, other);
        assertThat(store().newest("nope")).isEmpty();
    }

    @Test
    void ofTwoWithOneNumberTheFirstIsKept() {
        store().add(version("p", 1, number("hot", 900), StoredPolicy.Action.CREATED));
        StoredPolicy faster = version("p", 2, number("hot", 950), StoredPolicy.Action.CHANGED);
        assertThat(store().add(faster)).isTrue();
        assertThat(store().add(version("p", 2, number("hot", 1), StoredPolicy.Action.CHANGED)))
                .isFalse();
        assertThat(store().newest("p")).contains(faster);
    }

    @Test
    void deletedPolicyIsNoLongerCurrentButRemembered() {
        store().add(version("p", 1, number("hot", 900), StoredPolicy.Action.CREATED));
        store().add(version("p", 2, number("hot", 900), StoredPolicy.Action.DELETED));
        assertThat(store().current()).isEmpty();
        assertThat(store().versions("p")).hasSize(2);
    }
}
