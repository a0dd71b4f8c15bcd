package io.weir.rules.notify;

import static io.weir.rules.notify.NotifyScenario.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.LabelMatcher;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventChange;
import io.weir.rules.maintenance.Maintenance;
import io.weir.rules.maintenance.MaintenanceChange;
import io.weir.rules.maintenance.MaintenanceWindow;
import io.weir.rules.route.Escalation;
import io.weir.rules.route.Matchers;
import io.weir.rules.route.RouteSpec;
import io.weir.rules.route.Routing;
import io.weir.rules.rule.Text;
import io.weir.rules.silence.Silence;
import io.weir.rules.silence.SilenceDraft;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody acknowledges is told to the next, and what stops that. */
class EscalationTest {
    private final NotifyScenario weir = new NotifyScenario();

    @BeforeEach
    void route() {
        weir.channel("ops");
        weir.channel("lead");
        weir.channel("boss");
        weir.routing = new Routing(
                RouteSpec.to("ops", Matchers.NONE, List.of())
                        .groupedBy(List.of("job_id"))
                        .timed(Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(4))
                        .escalating(List.of(
                                new Escalation(Duration.ofMinutes(10), "lead"),
                                new Escalation(Duration.ofMinutes(30), "boss"))),
                List.of(),
                List.of());
    }

    @Test
    void nextHearsOfWhatNobodyAcknowledgedAndEverybodyOfItsEnd() throws Exception {
        weir.start().fire("a").pass(1900).resolve("a").pass(200);
        assertThat(weir.told("ops")).containsExactly("0 firing a", "2100 resolved a");
        assertThat(weir.told("lead")).containsExactly("600 firing a", "2100 resolved a");
        assertThat(weir.told("boss")).containsExactly("1800 firing a", "2100 resolved a");
        assertThat(weir.reasons("a"))
                .contains("ESCALATED nobody acknowledged it for 10m", "ESCALATED nobody acknowledged it for 30m");
        assertThat(weir.channel("lead").sent.get(0).message().note())
                .isEqualTo(new Text("nobody acknowledged it for 10m", "10m 内无人确认"));
    }

    @Test
    void acknowledgementStopsItAndTakingItBackLetsItGoOn() throws Exception {
        weir.start().fire("a").pass(700).acknowledge("a", "ann").pass(2000);
        assertThat(weir.told("lead")).containsExactly("600 firing a");
        assertThat(weir.told("boss")).isEmpty();
        assertThat(weir.reasons("a")).contains("ACKNOWLEDGED ann");

        Event event = weir.events.find("a").orElseThrow();
        weir.tell(event.handled(event.handling().acknowledged(null)), EventChange.Kind.HANDLED)
                .pass(301);
        assertThat(weir.told("boss")).hasSize(1);
        weir.resolve("a").pass(301);
        assertThat(weir.told("lead")).hasSize(2).last().asString().endsWith("resolved a");
    }

    @Test
    void restartInTheMiddleForgetsNothingAndRepeatsNothing() throws Exception {
        weir.start().fire("a").pass(500);
        weir.start().pass(500);
        weir.start().pass(500);
        assertThat(weir.told("ops")).containsExactly("0 firing a");
        assertThat(weir.told("lead")).containsExactly("600 firing a");
        weir.clock.advance(Duration.ofHours(1));
        weir.start().pass(1);
        assertThat(weir.told("boss")).containsExactly("5100 firing a");
    }

    @Test
    void endBeforeTheStepStopsIt() throws Exception {
        weir.start().fire("a").pass(599).resolve("a").pass(2000);
        assertThat(weir.told("lead")).isEmpty();
        assertThat(weir.told("ops")).hasSize(2);
    }

    @Test
    void silenceStopsItAndItGoesOnWhenTheSilenceIsOver() throws Exception {
        weir.start().fire("a").pass(60);
        Silence silence = weir.silences.set(new SilenceDraft(
                null,
                Matchers.of(LabelMatcher.equal("job_id", "a")),
                null,
                T0.plusSeconds(1200),
                "ann",
                "we know",
                null));
        weir.pass(1100);
        assertThat(weir.told("lead")).isEmpty();
        assertThat(weir.decisions.of("a")).anySatisfy(decision -> {
            assertThat(decision.reason()).isEqualTo(NotifyReason.SILENCED);
            assertThat(decision.receiver()).isEqualTo("lead");
            assertThat(decision.detail()).isEqualTo(silence.id());
        });
        weir.pass(120);
        assertThat(weir.told("lead")).hasSize(1);
    }

    @Test
    void maintenanceHoldsBackAndStopsEscalationUntilItEnds() throws Exception {
        Instant end = T0.plusSeconds(2400);
        MaintenanceWindow window = weir.maintenance.create(
                new Maintenance("disks", Matchers.parse("job_id=\"b\""), T0.plusSeconds(60), end, List.of(), ""),
                "ann");
        weir.start().fire("b").pass(100).fire("c").pass(2250);
        assertThat(weir.told("ops")).containsExactly("0 firing b", "100 firing c");
        assertThat(weir.told("lead")).containsExactly("700 firing c");
        assertThat(weir.reasons("b")).contains("IN_MAINTENANCE disks (" + window.id() + ")");
        weir.pass(120);
        assertThat(weir.told("lead")).hasSize(2);
        assertThat(weir.told("boss")).hasSize(2);
    }

    @Test
    void whatBeginsInMaintenanceIsToldToNobodyUnlessItOutlivesTheWindow() throws Exception {
        MaintenanceWindow window = weir.maintenance.create(
                new Maintenance("disks", Matchers.parse("cluster=~\"p.*\""), T0, T0.plusSeconds(3600), List.of(), ""),
                "ann");
        weir.start()
                .fire("a", "cluster", "prod")
                .fire("b", "cluster", "prod")
                .pass(600)
                .resolve("b")
                .pass(600);
        assertThat(weir.told("ops")).isEmpty();
        assertThat(weir.reasons("b")).contains("OVER_BEFORE_TOLD");
        assertThat(weir.maintenance.delete(window.id(), 1, "ann")).isInstanceOf(MaintenanceChange.Done.class);
        weir.notifications().stagesChanged();
        weir.pass(60);
        assertThat(weir.told("ops")).containsExactly("1260 firing a");
        weir.pass(600);
        assertThat(weir.told("lead")).containsExactly("1860 firing a");
    }
}
