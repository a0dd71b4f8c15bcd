package io.weir.rules.notify;

import static io.weir.rules.notify.NotifyScenario.T0;
import static io.weir.rules.notify.NotifyScenario.event;
import static io.weir.rules.notify.NotifyScenario.everything;
import static io.weir.rules.notify.NotifyScenario.grouped;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.LabelMatcher;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.Severity;
import io.weir.rules.route.InhibitRule;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.Routing;
import io.weir.rules.silence.Silence;
import io.weir.rules.silence.SilenceDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Alertmanager's acceptance scenarios on a clock that is held (<a
 * href="https://github.com/prometheus/alertmanager/tree/v0.25.0/test/with_api_v2/acceptance">its own</a>), and what Weir promises beyond.
 */
class PipelineTest {
    private static final Duration NONE = Duration.ZERO;

    private final NotifyScenario weir = new NotifyScenario();

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void firingIsToldAtOnceAndItsEndOnce() throws Exception {
        weir.start().fire("a").pass(3).resolve("a").pass(3600);
        assertThat(weir.told("ops")).containsExactly("0 firing a", "3 resolved a");
        assertThat(weir.reasons("a")).containsExactly("TOLD_FIRING", "TOLD_RESOLVED");
    }

    @Test
    void whatComesWithinTheWaitIsOneMessageAndWhatComesLaterWaitsForTheInterval() throws Exception {
        weir.routing = grouped(seconds(10), seconds(60), Duration.ofHours(1), "alertname");
        weir.start().fire("a").pass(3).fire("b").pass(20).fire("c").pass(200);
        assertThat(weir.told("ops")).containsExactly("10 firing a b", "70 firing a b c");
    }

    @Test
    void whatGoesOnIsToldAgainAfterTheRepeatIntervalOnly() throws Exception {
        weir.routing = grouped(seconds(1), seconds(10), seconds(60), "alertname");
        weir.start().fire("a").pass(130);
        assertThat(weir.told("ops")).containsExactly("1 firing a", "61 firing a", "121 firing a");
        assertThat(weir.decisions.of("a"))
                .filteredOn(decision -> decision.reason() == NotifyReason.TOLD_AGAIN)
                .extracting(Decision::times)
                .containsExactly(2);
    }

    @Test
    void endsAreToldWithWhatStillFiresAndAGroupOfOnlyEndsIsForgotten() throws Exception {
        weir.routing = grouped(seconds(1), seconds(10), Duration.ofHours(1), "alertname");
        weir.start()
                .fire("a")
                .fire("b")
                .pass(5)
                .resolve("a")
                .pass(20)
                .resolve("b")
                .pass(20);
        assertThat(weir.told("ops")).containsExactly("1 firing a b", "11 firing b, resolved a", "25 resolved b");
        weir.fire("c").pass(30);
        assertThat(weir.told("ops")).last().isEqualTo("46 firing c");
    }

    @Test
    void whatIsOverBeforeItsGroupWasToldIsToldToNobody() throws Exception {
        weir.routing = grouped(seconds(30), seconds(10), Duration.ofHours(1), "alertname");
        weir.start().fire("a").pass(5).resolve("a").pass(60);
        assertThat(weir.told("ops")).isEmpty();
        assertThat(weir.reasons("a")).containsExactly("OVER_BEFORE_TOLD");
    }

    @Test
    void whatFiresAndEndsInOneMomentIsToldWhereNothingIsWaitedFor() throws Exception {
        weir.start().fire("a").resolve("a").pass(5);
        assertThat(weir.told("ops")).containsExactly("0 firing a", "0 resolved a");
    }

    @Test
    void endIsNotToldToWhomDoesNotWantIt() throws Exception {
        weir.channel("ops").wantsEnds = false;
        weir.start().fire("a").pass(3).resolve("a").pass(60);
        assertThat(weir.told("ops")).containsExactly("0 firing a");
        assertThat(weir.reasons("a")).containsExactly("TOLD_FIRING", "END_UNWANTED");
    }

    @Test
    void restartNeitherRepeatsNorForgets() throws Exception {
        weir.routing = grouped(seconds(1), seconds(10), Duration.ofHours(4), "job_id");
        weir.start().fire("a").fire("b").pass(5);
        Event over = weir.events.find("a").orElseThrow().resolved(weir.clock.instant(), "over");
        weir.events.put(over);
        weir.events.put(event("c", Severity.WARNING, weir.clock.instant()));
        weir.start().pass(60);
        assertThat(weir.told("ops"))
                .containsExactlyInAnyOrder("1 firing a", "1 firing b", "5 resolved a", "6 firing c");
        weir.start().pass(60);
        assertThat(weir.told("ops")).hasSize(4);
    }

    @Test
    void repeatIntervalGoesOnOverARestart() throws Exception {
        weir.routing = grouped(NONE, seconds(10), seconds(100), "job_id");
        weir.start().fire("a").pass(60);
        weir.start().pass(60);
        assertThat(weir.told("ops")).containsExactly("0 firing a", "100 firing a");
    }

    @Test
    void failedSendIsTriedAgainAndToldOnce() throws Exception {
        int[] failures = {3};
        weir.channel("ops").answer =
                message -> failures[0]-- > 0 ? new Delivery.Retry("HTTP 503", null) : new Delivery.Delivered("");
        weir.start().fire("a").pass(60);
        assertThat(weir.told("ops")).containsExactly("7 firing a");
    }

    @Test
    void whatWaitsForARetryObeysASilence() throws Exception {
        weir.channel("ops").answer = message -> new Delivery.Retry("HTTP 503", null);
        weir.start().fire("a").pass(2);
        Silence silence = silence(Duration.ofMinutes(5), "job_id", "a");
        weir.channel("ops").answer = message -> new Delivery.Delivered("");
        weir.pass(60);
        assertThat(weir.told("ops")).isEmpty();
        assertThat(weir.outbox.newest(1)).first().satisfies(notification -> {
            assertThat(notification.state()).isEqualTo(Notification.State.DROPPED);
            assertThat(notification.lastError()).isEqualTo("silenced: " + silence.id());
        });
        weir.pass(Duration.ofMinutes(6));
        assertThat(weir.told("ops")).hasSize(1).first().asString().endsWith("firing a");
        assertThat(weir.reasons("a")).contains("SILENCED " + silence.id(), "TOLD_FIRING");
    }

    @Test
    void messageThatWaitsLosesOnlyWhatIsSilenced() throws Exception {
        weir.routing = grouped(seconds(1), seconds(60), Duration.ofHours(4), "alertname");
        weir.channel("ops").answer = message -> new Delivery.Retry("HTTP 503", Duration.ofSeconds(20));
        weir.start().fire("a").fire("b").pass(3);
        silence(Duration.ofMinutes(50), "job_id", "a");
        weir.channel("ops").answer = message -> new Delivery.Delivered("");
        weir.pass(30);
        assertThat(weir.told("ops")).containsExactly("21 firing b");
    }

    @Test
    void silenceHoldsBackUntilItEndsAndThenItIsTold() throws Exception {
        weir.start();
        Silence silence = silence(Duration.ofMinutes(10), "job_id", "a");
        weir.fire("a").fire("b").pass(60);
        assertThat(weir.told("ops")).containsExactly("0 firing b");
        assertThat(weir.decisions.of("a")).singleElement().satisfies(decision -> {
            assertThat(decision.reason()).isEqualTo(NotifyReason.SILENCED);
            assertThat(decision.detail()).isEqualTo(silence.id());
            assertThat(decision.times()).isGreaterThan(1);
        });
        weir.silences.expire(silence.id());
        weir.notifications().stagesChanged();
        weir.now();
        assertThat(weir.told("ops")).containsExactly("0 firing b", "60 firing a");
    }

    @Test
    void endOfWhatWasToldIsToldThoughSilencedMeanwhile() throws Exception {
        weir.start().fire("a").pass(1);
        silence(Duration.ofHours(1), "job_id", "a");
        weir.resolve("a").pass(1);
        assertThat(weir.told("ops")).containsExactly("0 firing a", "1 resolved a");
    }

    @Test
    void inhibitedEventIsToldWhenItsSourceIsOver() throws Exception {
        Routing plain = everything(NONE, List.of("ops"));
        InhibitRule rule = new InhibitRule(
                null,
                Matchers.of(new LabelMatcher(LabelMatcher.Kind.EQUAL, "alertname", "ClusterUnreachable")),
                Matchers.of(new LabelMatcher(LabelMatcher.Kind.EQUAL, "alertname", "JobFailed")),
                List.of("cluster"));
        weir.routing = new Routing(plain.route(), List.of(rule), List.of());
        weir.start()
                .fire("down", "alertname", "ClusterUnreachable", "cluster", "demo")
                .fire("a", "cluster", "demo")
                .fire("b", "cluster", "other")
                .pass(30);
        assertThat(weir.told("ops")).containsExactlyInAnyOrder("0 firing down", "0 firing b");
        assertThat(weir.reasons("a")).containsExactly("INHIBITED fp-down");
        weir.resolve("down").pass(5);
        assertThat(weir.told("ops")).contains("31 firing a");
    }

    @Test
    void acknowledgedEventIsNotRepeatedButItsEndIsTold() throws Exception {
        weir.routing = grouped(NONE, seconds(1), seconds(60), "job_id");
        weir.start()
                .fire("a")
                .pass(5)
                .acknowledge("a", "ann")
                .pass(200)
                .resolve("a")
                .pass(5);
        assertThat(weir.told("ops")).containsExactly("0 firing a", "205 resolved a");
        assertThat(weir.reasons("a")).contains("ACKNOWLEDGED ann");
    }

    @Test
    void refusedMessageIsDeadAndItsEndIsNotTold() throws Exception {
        weir.channel("ops").answer = message -> new Delivery.Refused("HTTP 400: no");
        weir.start().fire("a").pass(5);
        assertThat(weir.reasons("a")).containsExactly("TOLD_FIRING", "NOT_DELIVERED HTTP 400: no");
        weir.channel("ops").answer = message -> new Delivery.Delivered("");
        weir.resolve("a").pass(60);
        assertThat(weir.told("ops")).isEmpty();
        assertThat(weir.notifications().resend(weir.outbox.newest(1).get(0).id()))
                .isTrue();
        weir.pass(1);
        assertThat(weir.told("ops")).containsExactly("65 firing a");
    }

    @Test
    void policyTellsItsReceiversInsteadOfTheRoutes() throws Exception {
        weir.channel("night");
        weir.audience = new Audience() {
            @Override
            public List<String> receivers(Event event) {
                return event.id().equals("nobody") ? List.of() : List.of("night");
            }

            @Override
            public boolean tellsEnd(Event event) {
                return false;
            }
        };
        weir.start().fire("a").fire("nobody").pass(5).resolve("a").pass(5);
        assertThat(weir.told("night")).containsExactly("0 firing a");
        assertThat(weir.told("ops")).isEmpty();
        assertThat(weir.reasons("nobody")).containsExactly("NO_RECEIVER");
    }

    @Test
    void policysRepetitionIsToldOnceAlsoAfterARestart() throws Exception {
        weir.start().fire("a").pass(5);
        repeat("1");
        weir.pass(5);
        weir.start();
        repeat("1");
        weir.pass(5);
        repeat("2");
        weir.pass(5);
        assertThat(weir.told("ops")).containsExactly("0 firing a", "5 firing a", "15 firing a");
        assertThat(weir.channel("ops").sent.get(2).message().events().get(0).annotations())
                .containsEntry(Event.REPETITION, "2");
    }

    private void repeat(String count) {
        Event event = weir.events.find("a").orElseThrow();
        Map<String, String> annotations = new HashMap<>(event.annotations());
        annotations.put(Event.REPETITION, count);
        weir.tell(event.as(event.severity(), event.labels(), annotations), EventChange.Kind.REPEATED);
    }

    @Test
    void whatMattersLittleWakesNobody() throws Exception {
        weir.start().fire(event("info", Severity.INFO, T0)).pass(60);
        assertThat(weir.told("ops")).isEmpty();
        assertThat(weir.reasons("info")).containsExactly("BELOW_LEAST_SEVERITY");
    }

    private Silence silence(Duration lasting, String label, String value) throws Exception {
        Instant now = weir.clock.instant();
        return weir.silences.set(new SilenceDraft(
                null,
                Matchers.of(new LabelMatcher(LabelMatcher.Kind.EQUAL, label, value)),
                null,
                now.plus(lasting),
                "ann",
                "we know",
                null));
    }
}
