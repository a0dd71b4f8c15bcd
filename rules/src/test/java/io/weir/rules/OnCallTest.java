package io.weir.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.weir.collector.scrape.PagePublished;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.notify.Decision;
import io.weir.rules.notify.NotifyReason;
import io.weir.rules.notify.Receiver;
import io.weir.rules.route.Escalation;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.RouteSpec;
import io.weir.rules.route.Routing;
import io.weir.rules.rulefile.RuleFilesConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole module, with two people on call who are told over real HTTP. */
class OnCallTest {
    private final FakeSampleSource samples = new FakeSampleSource();
    private final List<Consumer<Signal>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<PagePublished>> pages = new CopyOnWriteArrayList<>();
    private Clock clock = Clock.systemUTC();
    private FakeWebhook first;
    private FakeWebhook second;

    @BeforeEach
    void startWebhooks() throws IOException {
        first = new FakeWebhook();
        second = new FakeWebhook();
    }

    @AfterEach
    void stopWebhooks() {
        first.close();
        second.close();
    }

    private static Receiver receiver(FakeWebhook webhook, String name) {
        return webhook.receiver("/hook", name, true, Duration.ofSeconds(5), Duration.ofMinutes(5));
    }

    private Rules open(Path folder, List<Escalation> escalate) {
        Routing routing = new Routing(
                RouteSpec.to("first", Matchers.NONE, List.of())
                        .groupedBy(List.of("alertname"))
                        .timed(Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(4))
                        .escalating(escalate),
                List.of(),
                List.of());
        RulesConfig config = new RulesConfig(
                        folder,
                        Duration.ofMillis(100),
                        Map.of("ReceiverFailing", Map.of("after", "0s")),
                        List.of(),
                        RuleFilesConfig.NONE,
                        List.of(receiver(first, "first"), receiver(second, "second")),
                        URI.create("http://127.0.0.1:8090/"))
                .with(routing);
        return Rules.open(config, new Rules.Inputs(samples, List::of, samples, listeners::add, pages::add), clock);
    }

    private void tell(Signal signal) {
        listeners.get(listeners.size() - 1).accept(signal);
    }

    private void exit() {
        tell(new ProcessExited(
                "demo", clock.instant(), "taskmanager-1", ProcessKind.TASK_MANAGER, 4711, 137, false, List.of("bye")));
    }

    private void start() {
        tell(new ProcessStarted("demo", clock.instant(), "taskmanager-1", ProcessKind.TASK_MANAGER, 4712, false));
    }

    /** What a webhook was told, such as {@code firing TaskManagerExitedAbnormally}. */
    private static List<String> told(FakeWebhook webhook) {
        return webhook.requests().stream()
                .map(FakeWebhook.Request::json)
                .map(json -> json.path("status").asText() + " "
                        + json.at("/alerts/0/labels/alertname").asText())
                .toList();
    }

    private static Event event(Rules rules, String rule) {
        return rules.events(EventQuery.newest(100)).events().stream()
                .filter(event -> event.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nextIsToldOnceThoughWeirWasRestartedMeanwhileAndHearsOfTheEnd(@TempDir Path folder) {
        List<Escalation> steps = List.of(new Escalation(Duration.ofMinutes(5), "second"));
        try (Rules rules = open(folder, steps)) {
            exit();
            await().untilAsserted(() -> assertThat(told(first)).hasSize(1));
            assertThat(rules.onCall().receivers().all()).hasSize(2);
        }
        assertThat(told(second)).isEmpty();
        clock = Clock.offset(clock, Duration.ofMinutes(5));
        try (Rules rules = open(folder, steps)) {
            await().untilAsserted(() -> assertThat(told(second)).containsExactly("firing TaskManagerExitedAbnormally"));
            assertThat(event(rules, "TaskManagerExitedAbnormally").state()).isEqualTo(EventState.FIRING);
        }
        try (Rules rules = open(folder, steps)) {
            start();
            await().untilAsserted(() -> assertThat(told(second))
                    .containsExactly("firing TaskManagerExitedAbnormally", "resolved TaskManagerExitedAbnormally"));
            await().untilAsserted(() -> assertThat(told(first))
                    .containsExactly("firing TaskManagerExitedAbnormally", "resolved TaskManagerExitedAbnormally"));
            assertThat(rules.onCall()
                            .decisions(
                                    event(rules, "TaskManagerExitedAbnormally").id()))
                    .filteredOn(decision -> decision.reason() == NotifyReason.ESCALATED)
                    .singleElement()
                    .satisfies(decision -> {
                        assertThat(decision.receiver()).isEqualTo("second");
                        assertThat(decision.detail()).isEqualTo("nobody acknowledged it for 5m");
                    });
        }
    }

    @Test
    void failingReceiverIsToldOfThroughTheOtherAndItIsOverWhenATestArrives(@TempDir Path folder) throws Exception {
        first.answers(FakeWebhook.status(401, "wrong token"));
        try (Rules rules = open(folder, List.of())) {
            exit();
            await().untilAsserted(() -> assertThat(told(second)).containsExactly("firing ReceiverFailing"));
            assertThat(told(first)).containsExactly("firing TaskManagerExitedAbnormally");
            Event failing = event(rules, "ReceiverFailing");
            assertThat(failing.subject().process()).isEqualTo("first/webhook-0");
            assertThat(rules.onCall().decisions(failing.id()))
                    .extracting(Decision::receiver, Decision::reason)
                    .contains(tuple("first", NotifyReason.FAILS_ITSELF), tuple("second", NotifyReason.TOLD_FIRING));
        }
        try (Rules rules = open(folder, List.of())) {
            await().until(() -> rules.rules().stream()
                    .anyMatch(rule -> rule.name().equals("ReceiverFailing") && rule.lastEvaluation() != null));
            assertThat(event(rules, "ReceiverFailing").state()).isEqualTo(EventState.FIRING);
            first.answers(FakeWebhook.status(200, "ok"));
            assertThat(rules.onCall().receivers().test("first")).isPresent();
            await().untilAsserted(() ->
                    assertThat(told(second)).containsExactly("firing ReceiverFailing", "resolved ReceiverFailing"));
            assertThat(told(first)).doesNotContain("firing ReceiverFailing", "resolved ReceiverFailing");
        }
    }
}
