package io.weir.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.rules.TestClock;
import io.weir.rules.event.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
    private final Policies policies = new Policies(
            new MemoryPolicyStore(),
            Set.of("on-call", "platform"),
            Set.of("JobFailed"),
            new TestClock(Instant.parse("2026-11-20T10:00:00Z")));

    private static final String GOOD = """
            {"kind": "number", "name": "hot", "enabled": true, "severity": "CRITICAL",
             "subjects": {"names": ["orders"], "labels": {}}, "match": "ANY",
             "conditions": [{"metric": "flink_taskmanager_job_task_busyTimeMsPerSecond", "comparison": "ABOVE",
                             "against": "VALUE", "threshold": 900}],
             "granularity": 1, "points": 3, "repeatHours": 0, "notifyRecovery": true, "receivers": null}
            """;

    @Test
    void storedPolicyCompilesToPromQl() {
        StoredPolicy stored = policies.create(Policies.parse(GOOD), "mei");
        assertThat(stored.version()).isEqualTo(1);
        assertThat(((NumberPolicy) stored.policy()).expressions())
                .containsExactly(
                        "max by (cluster, job_id, job_name) "
                                + "(max_over_time(flink_taskmanager_job_task_busyTimeMsPerSecond{job_name=\"orders\"}[59999ms])) > 900");
        assertThat(policies.numberPolicies()).containsExactly((NumberPolicy) stored.policy());
    }

    @Test
    void namesAndLabelsAreTakenLiterally() {
        assertThat(new Subjects(List.of("a.b", "c|d\""), Map.of("cluster", "x\\y\n")).selector("job_name"))
                .isEqualTo("{job_name=~\"a\\\\.b|c\\\\|d\\\"\",cluster=\"x\\\\y\\n\"}");
        assertThat(Subjects.ALL.selector("job_name")).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "\"points\": 3 # \"points\": 0 # points: must be from 1 to 60, got 0",
                "\"granularity\": 1 # \"granularity\": 2 # granularity: must be 1 or 5 minutes, got 2",
                "\"repeatHours\": 0 # \"repeatHours\": 169 # repeatHours: must be from 0 to 168, got 169",
                "busyTimeMsPerSecond # busyTimeMsPerMonth # conditions[0].metric: \"flink_taskmanager_job_task_busy",
                "\"hot\" # \"JobFailed\" # name: \"JobFailed\" is the name of a rule",
                "\"hot\" # \"\" # name: must have 1 to 100 characters",
                "null # [\"pager\"] # receivers[0]: there is no receiver \"pager\"; the config has [on-call, platform]",
                "\"threshold\": 900 # \"threshold\": null # conditions[0].threshold: must not be null",
                "\"threshold\": 900 # \"threshold\": \"much\" # conditions[0].threshold: ",
                "\"ABOVE\" # \"OVER\" # conditions[0].comparison: ",
                "\"points\": 3, # # points: Missing",
                "\"points\": 3 # \"points\": 3, \"song\": 1 # song: ",
                "\"kind\": \"number\" # \"kind\": \"song\" # ",
                "\"names\": [\"orders\"] # \"names\": [\" \"] # subjects.names[0]: must not be empty",
                "\"labels\": {} # \"labels\": {\"1a\": \"x\"} # subjects.labels.1a: is no label name",
                "{\"kind\" # {kind # line 1, column 2: is no JSON"
            })
    void everyFaultIsToldWithItsPlace(String good, String bad, String message) {
        String json = GOOD.replace(good, bad == null ? "" : bad);
        assertThat(json).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> policies.create(Policies.parse(json), "mei"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(message == null ? "" : message);
        assertThat(policies.all()).isEmpty();
    }

    @Test
    void allFaultsAreToldAtOnce() {
        String json =
                GOOD.replace("\"points\": 3", "\"points\": 99").replace("\"granularity\": 1", "\"granularity\": 7");
        assertThatThrownBy(() -> policies.create(Policies.parse(json), "mei"))
                .isInstanceOfSatisfying(PolicyException.class, fault -> assertThat(fault.faults())
                        .hasSize(2));
    }

    @Test
    void conditionsOfDifferentSubjectsCannotBeJoined() {
        NumberCondition ofJob = new NumberCondition(PolicyStoreContract.BUSY, Comparison.ABOVE, Against.VALUE, 1);
        NumberCondition ofProcess =
                new NumberCondition("flink_taskmanager_Status_JVM_CPU_Load", Comparison.ABOVE, Against.VALUE, 0.9);
        NumberPolicy policy = new NumberPolicy(
                "mixed",
                true,
                Severity.INFO,
                Subjects.ALL,
                NumberPolicy.Match.ALL,
                List.of(ofJob, ofProcess),
                1,
                1,
                0,
                true,
                null);
        assertThatThrownBy(() -> policies.create(policy, "mei"))
                .hasMessageContaining("conditions[1].metric: is of a process, the first condition of a job");
    }

    @Test
    void secondOfTwoWhoChangedTheSameVersionIsTold() {
        StoredPolicy first = policies.create(PolicyStoreContract.number("hot", 900), "mei");
        PolicyChange done = policies.replace(first.id(), 1, PolicyStoreContract.number("hot", 950), "liu");
        assertThat(done).isInstanceOf(PolicyChange.Done.class);
        PolicyChange late = policies.replace(first.id(), 1, PolicyStoreContract.number("hot", 700), "mei");
        assertThat(late).isInstanceOfSatisfying(PolicyChange.Outdated.class, outdated -> assertThat(
                        outdated.newest().changedBy())
                .isEqualTo("liu"));
        assertThat(policies.delete(first.id(), 1, "mei")).isInstanceOf(PolicyChange.Outdated.class);
        assertThat(policies.delete("nope", 1, "mei")).isInstanceOf(PolicyChange.Missing.class);
    }

    @Test
    void historySaysWhoChangedWhat() {
        StoredPolicy first = policies.create(PolicyStoreContract.number("hot", 900), "mei");
        policies.replace(first.id(), 1, PolicyStoreContract.number("hotter", 950), "liu");
        policies.delete(first.id(), 2, "mei");
        List<PolicyVersion> history = policies.history(first.id());
        assertThat(history)
                .extracting(version -> version.stored().changedBy(), version -> version.stored()
                        .action())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mei", StoredPolicy.Action.DELETED),
                        org.assertj.core.groups.Tuple.tuple("liu", StoredPolicy.Action.CHANGED),
                        org.assertj.core.groups.Tuple.tuple("mei", StoredPolicy.Action.CREATED));
        assertThat(history.get(1).differences())
                .containsExactly(
                        new PolicyDifference("conditions[0].threshold", "900.0", "950.0"),
                        new PolicyDifference("name", "hot", "hotter"));
        assertThat(policies.find(first.id())).isEmpty();
    }

    @Test
    void nameOfAnotherPolicyIsTaken() {
        policies.create(PolicyStoreContract.number("hot", 900), "mei");
        assertThatThrownBy(() -> policies.create(PolicyStoreContract.event("hot"), "mei"))
                .hasMessageContaining("name: another policy is called \"hot\"");
    }

    @Test
    void whoeverListensHearsWhatCameIntoForceAndWhatLeftIt() {
        List<String> heard = new ArrayList<>();
        policies.onChange((before, after) ->
                heard.add((before == null ? "-" : before.name()) + " " + (after == null ? "-" : after.name())));
        StoredPolicy stored = policies.create(PolicyStoreContract.number("hot", 900), "mei");
        policies.replace(stored.id(), 1, PolicyStoreContract.number("hotter", 900), "mei");
        policies.delete(stored.id(), 2, "mei");
        assertThat(heard).containsExactly("- hot", "hot hotter", "hotter -");
    }
}
