package io.weir.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.collector.metric.Labels;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.notify.Receiver;
import io.weir.rules.policy.Against;
import io.weir.rules.policy.Comparison;
import io.weir.rules.policy.EventMatcher;
import io.weir.rules.policy.EventPolicy;
import io.weir.rules.policy.NumberCondition;
import io.weir.rules.policy.NumberPolicy;
import io.weir.rules.policy.StoredPolicy;
import io.weir.rules.policy.Subjects;
import io.weir.rules.rulefile.RuleFilesConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policies from what a person typed to what a webhook hears. */
@SuppressWarnings("NullAway.Init") // Set before each test.
class PolicyEventsTest {
    private static final String BUSY = "flink_taskmanager_job_task_busyTimeMsPerSecond";
    private static final String IDLE = "flink_taskmanager_job_task_idleTimeMsPerSecond";
    private static final String RESTARTS = "flink_jobmanager_job_numRestarts";
    private static final Labels ORDERS = Labels.of("cluster", "prod", "job_id", "ab12", "job_name", "orders");

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T10:00:00Z"));
    private final FakeSampleSource samples = new FakeSampleSource();

    @TempDir
    Path folder;

    private FakeWebhook webhook;
    private Rules rules;

    @BeforeEach
    void open() throws IOException {
        webhook = new FakeWebhook();
        rules = start();
    }

    @AfterEach
    void close() {
        rules.close();
        webhook.close();
    }

    private Rules start() {
        // Looked at by hand: the loop's own looks are hours apart.
        RulesConfig config = new RulesConfig(
                folder,
                Duration.ofHours(2),
                Map.of("Watchdog", Map.of("enabled", "false")),
                List.of(),
                RuleFilesConfig.NONE,
                List.of(receiver("on-call"), receiver("platform")),
                URI.create("http://127.0.0.1:8090/"));
        return Rules.open(
                config,
                new Rules.Inputs(samples, List::of, (labels, sample) -> {}, listener -> {}, listener -> {}),
                clock);
    }

    private Receiver receiver(String name) {
        return webhook.receiver("/" + name, name, true, Duration.ofSeconds(5), Duration.ofDays(1));
    }

    private static NumberPolicy policy(
            NumberPolicy.Match match, int points, int repeatHours, boolean notifyRecovery, NumberCondition... of) {
        return new NumberPolicy(
                "Busy for long",
                true,
                Severity.WARNING,
                new Subjects(List.of("orders"), Map.of()),
                match,
                List.of(of),
                1,
                points,
                repeatHours,
                notifyRecovery,
                List.of("on-call"));
    }

    private static NumberCondition busyOver(double threshold) {
        return new NumberCondition(BUSY, Comparison.ABOVE, Against.VALUE, threshold);
    }

    /** Four scrapes of a minute, and a look after each. */
    private void minute(String metric, @Nullable Double value) {
        for (int i = 0; i < 4; i++) {
            clock.advance(Duration.ofSeconds(15));
            if (value != null) {
                samples.append(ORDERS.with(Labels.NAME, metric), clock.millis(), value);
            }
            rules.evaluate();
        }
    }

    private List<Event> events() {
        return rules.events(EventQuery.newest(100)).events();
    }

    private List<String> told() {
        return webhook.requests().stream()
                .map(request -> request.json().path("receiver").asText() + " "
                        + request.json().path("status").asText())
                .toList();
    }

    @Test
    void numberPolicyFiresAfterItsPointsThroughToTheWebhookAndRecovers() {
        rules.policies().create(policy(NumberPolicy.Match.ANY, 2, 0, true, busyOver(900)), "mei");
        minute(BUSY, 950.0);
        assertThat(events()).as("one point is not two").isEmpty();
        minute(BUSY, 980.0);
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.rule()).isEqualTo("Busy for long");
            assertThat(event.state()).isEqualTo(EventState.FIRING);
            assertThat(event.subject().jobName()).isEqualTo("orders");
            assertThat(event.startsAt()).isEqualTo("2026-11-20T10:01:00Z");
            assertThat(event.summary()).isEqualTo("orders: busyTimeMsPerSecond > 900 ms/s (980 ms/s) for 2 x 1 min");
            assertThat(event.annotations().get("points_1")).contains("2026-11-20T10:01:00Z  950");
            assertThat(event.annotations().get("expression_1")).contains("max_over_time(" + BUSY);
        });
        await().until(() -> told().equals(List.of("on-call firing")));
        minute(BUSY, 100.0);
        assertThat(events().get(0).state()).isEqualTo(EventState.RESOLVED);
        await().until(() -> told().equals(List.of("on-call firing", "on-call resolved")));
    }

    @Test
    void recoveryIsNotToldWhereNobodyWantsIt() {
        rules.policies().create(policy(NumberPolicy.Match.ANY, 1, 0, false, busyOver(900)), "mei");
        minute(BUSY, 950.0);
        minute(BUSY, 10.0);
        assertThat(events().get(0).state()).isEqualTo(EventState.RESOLVED);
        minute(BUSY, 950.0);
        await().until(() -> told().equals(List.of("on-call firing", "on-call firing")));
    }

    @Test
    void allConditionsMustHoldWhereThePolicySaysSo() {
        NumberCondition idleUnder = new NumberCondition(IDLE, Comparison.BELOW, Against.VALUE, 50);
        rules.policies().create(policy(NumberPolicy.Match.ALL, 1, 0, true, busyOver(900), idleUnder), "mei");
        samples.append(ORDERS.with(Labels.NAME, IDLE), clock.millis() + 50_000, 500);
        minute(BUSY, 950.0);
        assertThat(events()).isEmpty();
        samples.append(ORDERS.with(Labels.NAME, IDLE), clock.millis() + 50_000, 5);
        minute(BUSY, 950.0);
        assertThat(events()).hasSize(1);
    }

    @Test
    void counterIsHeldAgainstThePointBefore() {
        NumberCondition restarted = new NumberCondition(RESTARTS, Comparison.AT_LEAST, Against.PREVIOUS, 2);
        rules.policies().create(policy(NumberPolicy.Match.ANY, 1, 0, true, restarted), "mei");
        minute(RESTARTS, 7.0);
        minute(RESTARTS, 8.0);
        assertThat(events())
                .as("a job first seen with 7 restarts, and one more")
                .isEmpty();
        minute(RESTARTS, 10.0);
        assertThat(events()).hasSize(1);
        minute(RESTARTS, 10.0);
        assertThat(events().get(0).state()).isEqualTo(EventState.RESOLVED);
        minute(RESTARTS, 3.0);
        assertThat(events())
                .as("the counter began anew and has counted 3 since")
                .hasSize(2);
    }

    @Test
    void subjectWithoutValuesIsUnknownAtFirstAndOverWhenItStaysSo() {
        rules.policies().create(policy(NumberPolicy.Match.ANY, 1, 0, true, busyOver(900)), "mei");
        minute(BUSY, 950.0);
        minute(BUSY, null);
        minute(BUSY, null);
        assertThat(events().get(0).state()).isEqualTo(EventState.FIRING);
        minute(BUSY, null);
        minute(BUSY, null);
        assertThat(events().get(0).resolvedBecause()).isEqualTo("no value for 3 points of 1m");
    }

    @Test
    void pointsAreNotForgottenByARestart() {
        rules.policies().create(policy(NumberPolicy.Match.ANY, 3, 0, true, busyOver(900)), "mei");
        minute(BUSY, 950.0);
        minute(BUSY, 950.0);
        rules.close();
        rules = start();
        minute(BUSY, 950.0);
        assertThat(events()).hasSize(1);
        rules.close();
        rules = start();
        minute(BUSY, 950.0);
        assertThat(events()).hasSize(1);
    }

    @Test
    void repeatedUntilAcknowledgedAndNotTwiceForARestart() {
        rules.policies().create(policy(NumberPolicy.Match.ANY, 1, 1, true, busyOver(900)), "mei");
        minute(BUSY, 950.0);
        for (int i = 0; i < 61; i++) {
            minute(BUSY, 950.0);
        }
        await().until(() -> told().size() == 2);
        rules.close();
        rules = start();
        minute(BUSY, 950.0);
        rules.eventDesk().acknowledge(events().get(0).id(), "mei", "");
        for (int i = 0; i < 61; i++) {
            minute(BUSY, 950.0);
        }
        minute(BUSY, 0.0);
        await().until(() -> told().contains("on-call resolved"));
        assertThat(told()).containsExactly("on-call firing", "on-call firing", "on-call resolved");
    }

    @Test
    void deletedPolicyResolvesItsEvents() {
        StoredPolicy stored = rules.policies().create(policy(NumberPolicy.Match.ANY, 1, 0, true, busyOver(900)), "mei");
        minute(BUSY, 950.0);
        rules.policies().delete(stored.id(), 1, "mei");
        assertThat(events().get(0).resolvedBecause()).isEqualTo("rule removed");
        assertThat(rules.rules()).extracting(rule -> rule.name()).doesNotContain("Busy for long");
    }

    @Test
    void changedPolicyKeepsItsEvent() {
        StoredPolicy stored = rules.policies().create(policy(NumberPolicy.Match.ANY, 1, 0, true, busyOver(900)), "mei");
        minute(BUSY, 950.0);
        String id = events().get(0).id();
        rules.policies().replace(stored.id(), 1, policy(NumberPolicy.Match.ANY, 1, 0, true, busyOver(940)), "mei");
        minute(BUSY, 950.0);
        assertThat(events()).extracting(Event::id).containsExactly(id);
        assertThat(events().get(0).state()).isEqualTo(EventState.FIRING);
    }

    @Test
    void eventPolicySaysHowMuchItMattersAndWhoHears() {
        rules.policies().create(policy(NumberPolicy.Match.ANY, 1, 0, true, busyOver(900)), "mei");
        rules.policies()
                .create(
                        new EventPolicy(
                                "Orders wake somebody",
                                true,
                                1,
                                List.of(
                                        new EventMatcher("job", EventMatcher.Operator.PREFIX, List.of("ord")),
                                        new EventMatcher(
                                                "cluster", EventMatcher.Operator.ANYTHING_BUT, List.of("test"))),
                                Severity.CRITICAL,
                                List.of("platform")),
                        "mei");
        minute(BUSY, 950.0);
        Event event = events().get(0);
        assertThat(event.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(event.labels()).containsEntry("severity", "critical");
        await().until(() -> told().equals(List.of("platform firing")));
        minute(BUSY, 10.0);
        await().until(() -> told().equals(List.of("platform firing", "platform resolved")));
    }
}
