package io.weir.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.flink.JobState;
import io.weir.collector.metric.Labels;
import io.weir.collector.scrape.PagePublished;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.notify.ChannelAnswer;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Notification;
import io.weir.rules.promql.QueryResult;
import io.weir.rules.rulefile.RuleFilesConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole module: a signal in, an event stored, a webhook called. */
class RulesTest {
    private final FakeSampleSource samples = new FakeSampleSource();
    private final List<Consumer<Signal>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<PagePublished>> pages = new CopyOnWriteArrayList<>();
    private FakeWebhook webhook;

    @BeforeEach
    void startWebhook() throws IOException {
        webhook = new FakeWebhook();
    }

    @AfterEach
    void stopWebhook() {
        webhook.close();
    }

    private Rules open(Path folder, Map<String, Map<String, String>> parameters) {
        return open(folder, parameters, RulesConfig.EVENT_RETENTION);
    }

    private Rules open(Path folder, Map<String, Map<String, String>> parameters, Duration retention) {
        // It fires always, which is no news in what follows from something.
        Map<String, Map<String, String>> all = new HashMap<>(parameters);
        all.put("Watchdog", Map.of("enabled", "false"));
        RulesConfig config = new RulesConfig(
                        folder,
                        Duration.ofMillis(100),
                        all,
                        List.of(),
                        RuleFilesConfig.NONE,
                        List.of(webhook.receiver(
                                "/hook", "on-call", true, Duration.ofSeconds(5), Duration.ofMinutes(5))),
                        URI.create("http://127.0.0.1:8090/"))
                .keeping(retention);
        return Rules.open(
                config, new Rules.Inputs(samples, List::of, samples, listeners::add, pages::add), Clock.systemUTC());
    }

    private void tell(Signal signal) {
        listeners.get(listeners.size() - 1).accept(signal);
    }

    private static ProcessExited exit(Instant at) {
        return new ProcessExited(
                "demo", at, "taskmanager-1", ProcessKind.TASK_MANAGER, 4711, 137, false, List.of("last words"));
    }

    @Test
    void resolvedEventsAreKeptAsLongAsTheConfigSaysAndFiringOnesLonger(@TempDir Path folder) {
        try (Rules rules = open(folder, Map.of())) {
            tell(exit(Instant.now()));
            tell(new ProcessStarted("demo", Instant.now(), "taskmanager-1", ProcessKind.TASK_MANAGER, 4712, false));
            tell(exit(Instant.now()));
            await().until(() -> rules.events(EventQuery.newest(10)).events().size() == 2);
            rules.forgetOld();
            assertThat(rules.events(EventQuery.newest(10)).events()).hasSize(2);
        }
        try (Rules rules = open(folder, Map.of(), Duration.ofMillis(1))) {
            await().untilAsserted(() -> {
                rules.forgetOld();
                assertThat(rules.events(EventQuery.newest(10)).events())
                        .extracting(Event::state)
                        .containsExactly(EventState.FIRING);
            });
        }
    }

    @Test
    void testOfAReceiverFiresAndEndsAndTellsWhatItsChannelSaid(@TempDir Path folder) throws Exception {
        try (Rules rules = open(folder, Map.of())) {
            assertThat(rules.onCall().receivers().test("nobody")).isEmpty();

            List<ChannelAnswer> answers =
                    rules.onCall().receivers().test("on-call").orElseThrow();
            assertThat(answers).singleElement().satisfies(answer -> {
                assertThat(answer.delivery()).isInstanceOf(Delivery.Delivered.class);
                assertThat(answer.channel()).isEqualTo("webhook-0");
                // The path may be a token.
                assertThat(answer.address()).startsWith("http://127.0.0.1:").doesNotContain("hook");
            });
            assertThat(webhook.requests())
                    .extracting(request -> request.json().path("status").asText())
                    .containsExactly("firing", "resolved");

            webhook.answers(FakeWebhook.status(410, "gone"));
            assertThat(rules.onCall()
                            .receivers()
                            .test("on-call")
                            .orElseThrow()
                            .get(0)
                            .delivery())
                    .isEqualTo(new Delivery.Refused("HTTP 410: gone"));
            assertThat(rules.onCall().notifications(10)).isEmpty();
            assertThat(rules.onCall().receivers().all()).singleElement().satisfies(receiver -> assertThat(
                            receiver.channels())
                    .singleElement()
                    .satisfies(channel -> {
                        assertThat(channel.pending()).isZero();
                        assertThat(channel.lastSentAt()).isNull();
                        assertThat(channel.failingSince()).isNull();
                    }));
        }
    }

    @Test
    void exitReachesTheStoreTheListenersAndTheWebhook(@TempDir Path folder) throws Exception {
        List<Event> heard = new CopyOnWriteArrayList<>();
        try (Rules rules = open(folder, Map.of())) {
            AutoCloseable listening = rules.onEvent(heard::add);
            Instant now = Instant.now();
            tell(exit(now));

            await().until(() -> webhook.requests().size() == 1);
            Event event = rules.events(EventQuery.newest(10)).events().get(0);
            assertThat(event.rule()).isEqualTo("TaskManagerExitedAbnormally");
            assertThat(event.state()).isEqualTo(EventState.FIRING);
            assertThat(event.summary()).startsWith("taskmanager-1 exited with code 137: not assessed");
            assertThat(rules.event(event.id())).contains(event);
            await().until(() -> heard.contains(event));

            FakeWebhook.Request request = webhook.requests().get(0);
            JsonNode body = request.json();
            assertThat(request.contentType()).isEqualTo("application/json");
            assertThat(request.idempotencyKey())
                    .isEqualTo(rules.onCall().notifications(10).get(0).id());
            assertThat(body.path("version").asText()).isEqualTo("4");
            assertThat(body.path("status").asText()).isEqualTo("firing");
            assertThat(body.path("receiver").asText()).isEqualTo("on-call");
            JsonNode alert = body.path("alerts").get(0);
            assertThat(alert.path("fingerprint").asText()).isEqualTo(event.fingerprint());
            assertThat(alert.path("generatorURL").asText()).isEqualTo("http://127.0.0.1:8090/events/" + event.id());
            assertThat(alert.path("labels").path("alertname").asText()).isEqualTo(event.rule());
            assertThat(alert.path("annotations").path("exit_code").asText()).isEqualTo("137");

            tell(new ProcessStarted(
                    "demo", now.plusSeconds(1), "taskmanager-1", ProcessKind.TASK_MANAGER, 4712, false));
            await().until(() -> webhook.requests().size() == 2);
            assertThat(webhook.requests().get(1).json().path("status").asText()).isEqualTo("resolved");
            await().until(() -> rules.onCall().notifications(10).stream()
                    .allMatch(notification -> notification.state() == Notification.State.SENT));
            assertThat(rules.selfMetrics())
                    .filteredOn(metric -> metric.name().equals("weir_notifications_sent_total"))
                    .singleElement()
                    .satisfies(metric -> assertThat(metric.value()).isEqualTo(2))
                    .satisfies(metric ->
                            assertThat(metric.labels().get("receiver")).isEqualTo("on-call"));
            listening.close();
        }
    }

    @Test
    void firingEventIsNotToldAgainAfterARestart(@TempDir Path folder) {
        try (Rules rules = open(folder, Map.of())) {
            tell(exit(Instant.now()));
            await().until(() -> rules.onCall().notifications(10).stream()
                    .anyMatch(notification -> notification.state() == Notification.State.SENT));
        }
        try (Rules rules = open(folder, Map.of())) {
            await().until(() -> rules.rules().stream().allMatch(rule -> rule.lastEvaluation() != null));
            assertThat(rules.events(EventQuery.newest(10)).events())
                    .extracting(Event::state)
                    .containsExactly(EventState.FIRING);
            assertThat(webhook.requests()).hasSize(1);
            assertThat(rules.rules())
                    .filteredOn(rule -> rule.firing() == 1)
                    .extracting(rule -> rule.name())
                    .containsExactly("TaskManagerExitedAbnormally");
        }
    }

    @Test
    void recordsAreKeptButSentToNobody(@TempDir Path folder) {
        try (Rules rules = open(folder, Map.of())) {
            tell(new JobStatusChanged(
                    "demo", Instant.now(), "ab12", "orders", JobState.CREATED, JobState.RUNNING, null));
            assertThat(rules.events(EventQuery.newest(10)).events())
                    .extracting(Event::rule, Event::state)
                    .containsExactly(tuple("JobStarted", EventState.RESOLVED));
            assertThat(rules.onCall().notifications(10)).isEmpty();
        }
    }

    @Test
    void activeEventsAreSamplesAndQueriesReadThem(@TempDir Path folder) {
        try (Rules rules = open(folder, Map.of())) {
            tell(exit(Instant.now()));
            String query = "ALERTS{alertname=\"TaskManagerExitedAbnormally\", alertstate=\"firing\"}";
            await().until(() -> rules.promQl().query(query, Instant.now()) instanceof QueryResult.InstantVector vector
                    && vector.elements().size() == 1);
            samples.append(
                    Labels.of(Labels.NAME, "up", "cluster", "demo"),
                    Instant.now().toEpochMilli(),
                    1);
            assertThat(rules.promQl()
                            .queryRange(
                                    "sum by (cluster) (up)",
                                    Instant.now().minusSeconds(60),
                                    Instant.now().plusSeconds(1),
                                    Duration.ofSeconds(1))
                            .series())
                    .extracting(series -> series.labels().get("cluster"))
                    .containsExactly("demo");
        }
    }

    @Test
    void wrongParametersAreAllNamedWithTheNearestName(@TempDir Path folder) {
        Map<String, Map<String, String>> wrong = Map.of(
                "BackpresureSevere", Map.of(),
                "BackpressureHigh", Map.of("treshold", "0.4", "for", "5 minutes", "busy", "7"));
        assertThat(Rules.check(wrong))
                .containsExactly(
                        "rule BackpressureHigh: busy must be from 0 to 1, got 7",
                        "rule BackpressureHigh: for: \"5 minutes\" is no duration; write one such as 30s, 5m or 1h30m",
                        "rule BackpressureHigh has no parameter \"treshold\"; did you mean \"threshold\"?",
                        "there is no rule \"BackpresureSevere\"; did you mean \"BackpressureSevere\"?");
        assertThat(Rules.check(Map.of("BackpressureHigh", Map.of("threshold", "0.4", "enabled", "false"))))
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(folder, wrong))
                .withMessageContaining("did you mean");
    }
}
