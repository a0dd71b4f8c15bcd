package io.weir.rules.notify;

import static io.weir.rules.notify.NotifyScenario.everything;
import static io.weir.rules.notify.NotifyScenario.grouped;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.LabelMatcher;
import io.weir.rules.event.EventChange;
import io.weir.rules.event.Severity;
import io.weir.rules.route.InhibitRule;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.Routing;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens at the bounds of the pipeline, and to places that forget. */
class BoundsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final NotifyScenario weir = new NotifyScenario();

    @Test
    void changesThatDoNotFitAreReadFromTheStore() throws Exception {
        weir.inboxCapacity = 3;
        weir.start().fire("a").fire("b").pass(1);
        weir.fire("c").fire("d").resolve("a").fire("e").fire("f").resolve("b").fire("g");
        weir.pass(60);
        Set<String> firing = new HashSet<>();
        Set<String> over = new HashSet<>();
        weir.channel("ops").sent.forEach(sent -> sent.message().events().forEach(event -> assertThat(
                        (event.resolvedAt() == null ? firing : over).add(event.id()))
                .as("told once: " + event.id())
                .isTrue()));
        assertThat(firing).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g");
        assertThat(over).containsExactlyInAnyOrder("a", "b");
        assertThat(weir.notifications().selfMetrics())
                .filteredOn(metric -> metric.name().equals("weir_notification_changes_reread_total"))
                .singleElement()
                .satisfies(metric -> assertThat(metric.value()).isGreaterThanOrEqualTo(4));
    }

    @Test
    void sourceWhoseEndDidNotFitInhibitsNoLonger() throws Exception {
        weir.inboxCapacity = 1;
        weir.routing = new Routing(
                everything(Duration.ZERO, List.of("ops")).route(),
                List.of(new InhibitRule(
                        null,
                        Matchers.of(LabelMatcher.equal("job_id", "source")),
                        Matchers.of(LabelMatcher.equal("job_id", "target")),
                        List.of())),
                List.of());
        weir.start().fire("source").pass(1);
        weir.resolve("source").fire("target").pass(120);
        assertThat(weir.told("ops")).contains("1 firing target");
    }

    @Test
    void whatTakesAllIsToldOfEveryEventInSeveralMessages() throws Exception {
        weir.routing = grouped(Duration.ofSeconds(1), HOUR, HOUR, "alertname");
        weir.channel("ops").takesAll = true;
        weir.start();
        for (int i = 0; i < 2_345; i++) {
            weir.fire("e" + i);
        }
        weir.pass(5);
        List<FakeChannel.Sent> sent = weir.channel("ops").sent;
        assertThat(sent).extracting(one -> one.message().events().size()).containsExactly(1000, 1000, 345);
        assertThat(sent).extracting(one -> one.message().omitted()).containsOnly(0);
        for (FakeChannel.Sent one : sent) {
            one.message().events().forEach(event -> assertThat(weir.decisions.of(event.id()))
                    .singleElement()
                    .extracting(Decision::notification)
                    .isEqualTo(one.message().id()));
        }
    }

    @Test
    void placeThatForgetsIsToldAgainBeforeItDoes() throws Exception {
        weir.routing = grouped(Duration.ZERO, Duration.ofSeconds(1), Duration.ofDays(1), "alertname");
        weir.channel("ops").forgetsAfter = Duration.ofMinutes(10);
        weir.start().fire("a").pass(2).acknowledge("a", "ana").pass(700);
        assertThat(weir.told("ops")).containsExactly("0 firing a", "300 firing a", "600 firing a");
        assertThat(ForgettingChannels.warnings(
                        List.of(new Receiver("ops", List.of(weir.channel("ops")))), weir.routing))
                .singleElement()
                .asString()
                .contains("receiver ops", "10m (resolve_after)", "24h (repeat_interval)", "each 5m");
        weir.channel("ops").forgetsAfter = Duration.ofDays(2);
        assertThat(ForgettingChannels.warnings(
                        List.of(new Receiver("ops", List.of(weir.channel("ops")))), weir.routing))
                .isEmpty();
    }

    @Test
    void stormsFollowTheSettings() throws Exception {
        weir.storms = new NotifyOptions(4, 2, Duration.ofMinutes(1), Duration.ofSeconds(30)).storms(cluster -> 0);
        weir.start();
        for (int i = 0; i < 5; i++) {
            weir.tell(NotifyScenario.event("e" + i, Severity.CRITICAL, weir.clock.instant()), EventChange.Kind.FIRED)
                    .pass(1);
        }
        weir.pass(40);
        assertThat(weir.told("ops")).containsExactly("0 firing e0", "1 firing e1", "32 firing e2 e3 e4");
    }
}
