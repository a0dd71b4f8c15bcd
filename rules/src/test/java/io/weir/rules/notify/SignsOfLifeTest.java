package io.weir.rules.notify;

import static io.weir.rules.notify.NotifyScenario.T0;
import static io.weir.rules.notify.NotifyScenario.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.SelfMetric;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.RouteSpec;
import io.weir.rules.route.Routing;
import io.weir.rules.route.TimeInterval;
import io.weir.rules.route.TimeIntervals;
import io.weir.rules.route.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That Weir is alive is told, and that somebody cannot be told. */
class SignsOfLifeTest {
    private final NotifyScenario weir = new NotifyScenario();

    private static Event watchdog() {
        return new Event(
                "dog",
                "fp-dog",
                "Watchdog",
                Severity.INFO,
                EventState.FIRING,
                new Subject("weir", null, null, "weir", null, null),
                "weir: alive",
                Map.of("alertname", "Watchdog", "severity", "info", "cluster", "weir"),
                Map.of(),
                Double.NaN,
                T0,
                T0,
                null,
                null);
    }

    private static Event failing(String channel, Instant at) {
        return new Event(
                "failing",
                "fp-failing",
                "ReceiverFailing",
                Severity.CRITICAL,
                EventState.FIRING,
                new Subject("weir", null, null, channel, null, null),
                channel + ": nothing was delivered",
                Map.of("alertname", "ReceiverFailing", "severity", "critical", "cluster", "weir", "process", channel),
                Map.of(),
                60,
                at,
                at,
                null,
                null);
    }

    private void heartbeat(String receiver, Duration every) {
        weir.channel(receiver);
        weir.policies.put(receiver, new ReceiverPolicy(every, null));
    }

    @Test
    void watchdogWakesNobodyWhereNoRouteNamesIt() throws Exception {
        weir.start().fire(watchdog()).pass(60);
        assertThat(weir.told("ops")).isEmpty();
        assertThat(weir.reasons("dog")).containsExactly("BELOW_LEAST_SEVERITY");
    }

    @Test
    void watchdogIsToldAgainAndAgainWhereARouteNamesItAlsoInAStorm() throws Exception {
        weir.channel("switch");
        Matchers named = Matchers.of(new LabelMatcher(LabelMatcher.Kind.EQUAL, "alertname", "Watchdog"));
        RouteSpec toSwitch = RouteSpec.to("switch", named, List.of())
                .timed(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(1));
        RouteSpec toBoth = RouteSpec.to("switch", Matchers.NONE, List.of())
                .groupedBy(List.of("..."))
                .timed(Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(4));
        weir.routing = new Routing(
                RouteSpec.to("ops", Matchers.NONE, List.of(toSwitch, toBoth)).groupedBy(List.of("...")),
                List.of(),
                List.of());
        weir.storms = StormOptions.usual(cluster -> 0);
        weir.start().fire(watchdog());
        for (int i = 0; i < 20; i++) {
            weir.fire("e" + i, "cluster", "weir");
        }
        weir.pass(125);
        assertThat(weir.told("switch")).contains("0 firing dog", "60 firing dog", "120 firing dog");
    }

    @Test
    void nothingSaysThatWeirIsAliveWhileRulesStandStill() throws Exception {
        heartbeat("ops", Duration.ofMinutes(2));
        weir.routing = new Routing(
                RouteSpec.to(
                                "ops",
                                Matchers.NONE,
                                List.of(RouteSpec.to("ops", Matchers.parse("alertname=Watchdog"), List.of())))
                        .timed(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                List.of(),
                List.of());
        weir.start().fire(watchdog());
        weir.notifications().evaluated(Duration.ofSeconds(5));
        weir.pass(Duration.ofMinutes(10));
        assertThat(weir.told("ops"))
                .containsExactlyInAnyOrder(
                        "0 firing dog",
                        "0 firing Heartbeat",
                        "60 firing dog",
                        "120 firing dog",
                        "120 firing Heartbeat");
        assertThat(weir.reasons("dog")).last().isEqualTo("RULES_STAND_STILL");
        weir.notifications().evaluated(Duration.ofSeconds(5));
        weir.pass(120);
        assertThat(weir.told("ops")).hasSizeGreaterThan(6);
    }

    @Test
    void heartbeatComesAlsoWhenNothingFiresAndKeepsItsPhaseOverARestart() throws Exception {
        heartbeat("ops", Duration.ofMinutes(2));
        weir.start().pass(130);
        weir.start().pass(150);
        assertThat(weir.told("ops"))
                .containsExactly("0 firing Heartbeat", "120 firing Heartbeat", "240 firing Heartbeat");
        Event told = weir.channel("ops").sent.get(0).message().events().get(0);
        assertThat(told.summary()).isEqualTo("Weir is alive; events that fire: 0");
    }

    @Test
    void heartbeatsThatDoNotArriveDoNotPileUp() throws Exception {
        heartbeat("ops", Duration.ofMinutes(1));
        weir.channel("ops").answer = message -> new Delivery.Retry("HTTP 503", null);
        weir.start().pass(Duration.ofMinutes(20));
        assertThat(weir.outbox.pending("ops/fake-0")).isEqualTo(1);
        weir.channel("ops").answer = message -> new Delivery.Delivered("");
        weir.pass(Duration.ofMinutes(6));
        assertThat(weir.told("ops")).isNotEmpty().hasSizeLessThan(8);
        assertThat(weir.decisions.of("Heartbeat")).isEmpty();
    }

    @Test
    void heartbeatIsNotCountedInADigest() throws Exception {
        heartbeat("ops", Duration.ofMinutes(2));
        weir.channel("ops").limit = new ChannelLimit("robot", 3, Duration.ofMinutes(1), Duration.ZERO);
        weir.start().pass(119);
        for (int i = 0; i < 12; i++) {
            weir.fire(event("w" + i, Severity.WARNING, weir.clock.instant()));
        }
        weir.pass(300);
        List<Message> digests = weir.channel("ops").sent.stream()
                .map(FakeChannel.Sent::message)
                .filter(message -> message.note() != null)
                .toList();
        assertThat(digests).isNotEmpty();
        assertThat(digests)
                .flatExtracting(Message::events)
                .extracting(Event::rule)
                .doesNotContain("Heartbeat");
    }

    @Test
    void failingOfAReceiverIsToldThroughAnotherAndNeverThroughItself() throws Exception {
        weir.channel("boss");
        weir.routing = NotifyScenario.grouped(Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(4), "alertname");
        weir.channel("ops").answer = message -> new Delivery.Refused("HTTP 401");
        weir.start().fire("a").pass(10);
        assertThat(failingSeconds()).isEqualTo(10);
        weir.fire(failing("ops/fake-0", weir.clock.instant())).pass(10);
        assertThat(weir.told("boss")).containsExactly("10 firing failing");
        assertThat(weir.outbox.newest(100))
                .filteredOn(one -> one.receiver().equals("ops"))
                .allSatisfy(one -> assertThat(one.eventIds()).containsExactly("a"));
        assertThat(weir.reasons("failing")).contains("FAILS_ITSELF", "TOLD_FIRING");

        weir.channel("ops").answer = message -> new Delivery.Delivered("");
        weir.fire("b", "alertname", "Other").pass(1);
        assertThat(failingSeconds()).isZero();
        weir.resolve("failing").pass(5);
        assertThat(weir.told("boss")).containsExactly("10 firing failing", "21 resolved failing");
    }

    @Test
    void quietHoursHoldBackWhatIsNotCriticalAndTellItAfterwards() throws Exception {
        // T0 is 10:00 in UTC.
        TimeInterval night = new TimeInterval(
                List.of(new TimeRange(9 * 60, 10 * 60 + 5)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                ZoneOffset.UTC);
        weir.policies.put(
                "ops",
                new ReceiverPolicy(
                        null, new QuietHours(new TimeIntervals("night", List.of(night)), Severity.CRITICAL)));
        weir.start()
                .fire(event("w", Severity.WARNING, T0))
                .fire(event("over", Severity.WARNING, T0))
                .fire(event("c", Severity.CRITICAL, T0))
                .pass(60)
                .resolve("over")
                .resolve("c");
        weir.start().pass(Duration.ofMinutes(5));
        assertThat(weir.told("ops")).containsExactly("0 firing c", "60 resolved c", "300 firing w");
        assertThat(weir.reasons("w")).containsExactly("QUIET_HOURS until 2026-11-20T10:05:00Z", "TOLD_FIRING");
    }

    @Test
    void restartKnowsThatAChannelFailed() throws Exception {
        weir.channel("ops").answer = message -> new Delivery.Retry("HTTP 503", null);
        weir.start().fire("a").pass(30);
        weir.start().pass(1);
        assertThat(failingSeconds()).isEqualTo(31);
    }

    private double failingSeconds() {
        return weir.notifications().selfMetrics().stream()
                .filter(metric -> metric.name().equals("weir_channel_failing_seconds"))
                .filter(metric -> metric.labels().get("receiver").equals("ops"))
                .mapToDouble(SelfMetric::value)
                .findFirst()
                .orElse(-1);
    }
}
