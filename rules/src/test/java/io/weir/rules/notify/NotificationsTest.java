package io.weir.rules.notify;

import static io.weir.rules.FakeWebhook.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.rules.FakeWebhook;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.silence.MemorySilenceStore;
import io.weir.rules.silence.Silences;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends to a real HTTP server that behaves, and to one that does not. */
class NotificationsTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), () -> 1);

    private final MemoryOutbox outbox = new MemoryOutbox();
    private final List<AutoCloseable> open = new ArrayList<>();
    private FakeWebhook webhook;

    @BeforeEach
    void startWebhook() throws IOException {
        webhook = new FakeWebhook();
        open.add(webhook);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private Notifications start(Receiver... receivers) {
        Notifications notifications = Notifications.open(
                new NotifySetup(
                        List.of(receivers),
                        NotifyScenario.everything(
                                Duration.ZERO,
                                Stream.of(receivers).map(Receiver::name).toList()),
                        new Silences(new MemorySilenceStore(), Clock.systemUTC()),
                        Audience.OF_ROUTES,
                        URI.create("http://weir.example"),
                        4,
                        StormOptions.NEVER),
                new Notifications.Keeping(
                        new Dispatcher.Stores(
                                new MemoryEvents(),
                                new MemoryDecisionStore(),
                                outbox,
                                new MemoryAllowanceStore(),
                                Runnable::run),
                        ReceiptLog.none(),
                        QUICK),
                Clock.systemUTC());
        notifications.start();
        open.add(notifications);
        return notifications;
    }

    private Receiver receiver(String name, Duration timeout, Duration giveUpAfter) {
        return webhook.receiver("/" + name, name, true, timeout, giveUpAfter);
    }

    private Receiver patient(String name) {
        return receiver(name, Duration.ofSeconds(20), Duration.ofMinutes(5));
    }

    private static Event event(String id, Severity severity) {
        Instant at = Instant.parse("2026-11-20T10:00:00Z");
        return new Event(
                id,
                "00112233445566aa",
                "JobFailed",
                severity,
                EventState.FIRING,
                new Subject("demo", "ab12", "orders", null, null, null),
                "orders: FAILED",
                Map.of("alertname", "JobFailed", "severity", "critical", "job_id", id),
                Map.of("advice", "read"),
                1,
                at,
                at,
                null,
                null);
    }

    private static void fire(Notifications notifications, Event event) {
        notifications.write(new EventChange(event, EventChange.Kind.FIRED));
        notifications.committed();
    }

    private Notification only() {
        List<Notification> all = outbox.newest(10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void awaitState(Notification.State state) {
        await().untilAsserted(() -> assertThat(only().state()).isEqualTo(state));
    }

    @Test
    void firingAndResolvedAreSentInOrderWithAlertmanagersPayload() {
        Notifications notifications = start(patient("hook"));
        Event event = event("e1", Severity.CRITICAL);
        fire(notifications, event);
        Event over = event.resolved(Instant.parse("2026-11-20T10:05:00Z"), "the job is RUNNING again");
        notifications.write(new EventChange(over, EventChange.Kind.RESOLVED));
        notifications.committed();
        await().until(() -> webhook.requests().size() == 2);

        JsonNode first = webhook.requests().get(0).json();
        assertThat(first.path("status").asText()).isEqualTo("firing");
        assertThat(first.path("groupKey").asText())
                .isEqualTo("{}/{}:{alertname=\"JobFailed\", job_id=\"e1\", severity=\"critical\"}");
        assertThat(first.path("externalURL").asText()).isEqualTo("http://weir.example");
        assertThat(first.path("commonAnnotations").path("summary").asText()).isEqualTo("orders: FAILED");
        assertThat(first.path("alerts").get(0).path("endsAt").asText()).isEqualTo("0001-01-01T00:00:00Z");
        JsonNode second = webhook.requests().get(1).json();
        assertThat(second.path("status").asText()).isEqualTo("resolved");
        assertThat(second.path("alerts").get(0).path("endsAt").asText()).isEqualTo("2026-11-20T10:05:00Z");
        assertThat(second.path("alerts").get(0).path("generatorURL").asText())
                .isEqualTo("http://weir.example/events/e1");
        assertThat(webhook.requests().get(0).idempotencyKey())
                .isNotEqualTo(webhook.requests().get(1).idempotencyKey());
    }

    @Test
    void serverErrorIsRetriedWithTheSameKeyUntilItIsTaken() {
        webhook.answers((exchange, number) -> status(number < 3 ? 500 : 204, "").to(exchange, number));
        fire(start(patient("hook")), event("e1", Severity.CRITICAL));
        awaitState(Notification.State.SENT);
        assertThat(only().attempts()).isEqualTo(3);
        assertThat(webhook.requests())
                .extracting(FakeWebhook.Request::idempotencyKey)
                .containsOnly(only().id());
    }

    @Test
    void retryAfterOfATooManyRequestsIsHonoured() {
        webhook.answers(status(429, "slow down", "Retry-After", "3600"));
        fire(start(receiver("hook", Duration.ofSeconds(20), Duration.ofHours(2))), event("e1", Severity.CRITICAL));
        await().untilAsserted(() -> assertThat(only().attempts()).isEqualTo(1));
        assertThat(only().state()).isEqualTo(Notification.State.PENDING);
        assertThat(only().nextAttemptAt())
                .isBetween(Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3600));
        assertThat(only().lastError()).isEqualTo("HTTP 429: slow down");
    }

    @Test
    void clientErrorIsDeadAtOnceAndCanBeSentAgain() {
        webhook.answers(status(400, "no field \"text\"\n" + "x".repeat(100_000)));
        Notifications notifications = start(patient("hook"));
        fire(notifications, event("e1", Severity.CRITICAL));
        awaitState(Notification.State.DEAD);
        assertThat(only().attempts()).isEqualTo(1);
        assertThat(only().lastError())
                .startsWith("HTTP 400: no field \"text\" xxx")
                .hasSizeLessThan(400);

        webhook.answers(status(200, "ok"));
        assertThat(notifications.resend(only().id())).isTrue();
        awaitState(Notification.State.SENT);
        assertThat(notifications.resend(only().id())).isFalse();
        assertThat(notifications.resend("none")).isFalse();
    }

    @Test
    void redirectIsNotFollowed() throws IOException {
        try (FakeWebhook elsewhere = new FakeWebhook()) {
            webhook.answers(status(302, "", "Location", elsewhere.uri("/").toString()));
            fire(start(patient("hook")), event("e1", Severity.CRITICAL));
            awaitState(Notification.State.DEAD);
            assertThat(only().lastError()).startsWith("HTTP 302");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void endlessAnswerIsReadToFourKilobytesOnly() {
        webhook.answers((exchange, number) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 << 10];
            try {
                while (true) {
                    exchange.getResponseBody().write(block);
                }
            } catch (IOException e) {
                // The client let go, as it should.
                return;
            }
        });
        fire(start(patient("hook")), event("e1", Severity.CRITICAL));
        awaitState(Notification.State.SENT);
    }

    @Test
    void receiverThatHangsIsGivenUpAndHoldsUpNoOther() {
        CountDownLatch release = new CountDownLatch(1);
        open.add(release::countDown);
        webhook.answers((exchange, number) -> {
            if (exchange.getRequestURI().getPath().equals("/slow")) {
                release.await();
            }
            status(200, "").to(exchange, number);
        });
        Notifications notifications =
                start(receiver("slow", Duration.ofMillis(200), Duration.ofMillis(600)), patient("quick"));
        fire(notifications, event("e1", Severity.CRITICAL));
        await().until(() -> outbox.newest(10).stream().allMatch(n -> n.state() != Notification.State.PENDING));
        assertThat(outbox.newest(10))
                .extracting(Notification::receiver, Notification::state)
                .containsExactlyInAnyOrder(
                        tuple("quick", Notification.State.SENT), tuple("slow", Notification.State.DEAD));
        assertThat(outbox.newest(10).stream()
                        .filter(n -> n.receiver().equals("slow"))
                        .map(Notification::lastError))
                .singleElement()
                .asString()
                .startsWith("given up: ");
    }

    @Test
    void whatWaitedWhenWeirWasKilledIsSentAtTheNextStart() {
        outbox.add(List.of(OutboxContract.outgoing(1, "hook", "g")));
        start(patient("hook"));
        awaitState(Notification.State.SENT);
        assertThat(webhook.requests())
                .singleElement()
                .extracting(request -> request.json().path("groupKey").asText())
                .isEqualTo("g");
    }

    @Test
    void recordsAndUpdatesAreNotSentAndResolvedOnlyToThoseWhoWantIt() {
        Receiver firingOnly = webhook.receiver("/hook", "hook", false, Duration.ofSeconds(5), Duration.ofMinutes(1));
        Notifications notifications = start(firingOnly);
        Event event = event("e1", Severity.WARNING);
        notifications.write(new EventChange(event("info", Severity.INFO), EventChange.Kind.FIRED));
        notifications.write(new EventChange(event, EventChange.Kind.UPDATED));
        notifications.write(new EventChange(event.resolved(Instant.now(), "over"), EventChange.Kind.RESOLVED));
        notifications.committed();
        await().until(() -> !notifications.decisions("e1").isEmpty());
        assertThat(outbox.newest(10)).extracting(Notification::eventIds).containsExactly(List.of("e1"));
        assertThat(notifications.decisions("info"))
                .extracting(Decision::reason)
                .containsExactly(NotifyReason.BELOW_LEAST_SEVERITY);
    }

    @Test
    void backoffDoublesToABoundWithJitter() {
        Backoff least = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> 0);
        Backoff most = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> 1);
        assertThat(List.of(1, 2, 3, 20, 1000))
                .extracting(attempt -> least.before(attempt).toMillis())
                .containsExactly(500L, 1000L, 2000L, 150_000L, 150_000L);
        assertThat(List.of(1, 2, 3, 20, 1000))
                .extracting(attempt -> most.before(attempt).toMillis())
                .containsExactly(1000L, 2000L, 4000L, 300_000L, 300_000L);
    }
}
