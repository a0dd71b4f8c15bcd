package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.signal.DeploymentSettled;
import io.weir.collector.signal.DeploymentTroubled;
import io.weir.rules.Scenario;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeploymentFailedTest {
    private static final String RULE = "DeploymentFailed";
    private final Scenario scenario = new Scenario(Instant.parse("2026-11-22T03:00:00Z"), Map.of());

    @AfterEach
    void close() {
        scenario.close();
    }

    private void troubled(String workspace, String deployment, String jobId, String why) {
        scenario.signal(new DeploymentTroubled("session", scenario.now(), workspace, deployment, jobId, false, why));
        scenario.pass(Duration.ofSeconds(5));
    }

    private void settled(String workspace, String deployment) {
        scenario.signal(new DeploymentSettled("session", scenario.now(), workspace, deployment, "it is running"));
        scenario.pass(Duration.ofSeconds(5));
    }

    @Test
    void anotherAttemptThatFailsIsWhatItsDeploymentIsInTroubleAboutNow() {
        troubled("default", "orders", "a1", "it did not start: no such class\n\tat Main");
        troubled("default", "orders", "a2", "not started: it needs 4096 MB more");

        assertThat(scenario.events(RULE))
                .filteredOn(event -> event.state() == EventState.FIRING)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.summary()).contains("orders", "it needs 4096 MB more");
                    assertThat(event.annotations())
                            .containsEntry("deployment", "orders")
                            .containsEntry("workspace", "default");
                });
    }

    @Test
    void deepestCauseIsInTheSummary() {
        troubled(
                "default",
                "orders",
                "a1",
                "it did not start: jobmanager ended with exit code 1 while starting:\nERROR Could not create\n"
                        + "Caused by: org.apache.flink.X: not found in the jar\nCaused by: java.lang.ClassNotFoundException: shop.Orders");

        assertThat(scenario.events(RULE)).singleElement().satisfies(event -> assertThat(event.summary())
                .endsWith("exit code 1 while starting: java.lang.ClassNotFoundException: shop.Orders"));
    }

    @Test
    void whatOneDeploymentOfASharedClusterSuffersIsNotOverWhenItsNeighbourRuns() {
        troubled("default", "orders", "a1", "it did not start");
        troubled("default", "payments", "b1", "it did not start");
        settled("default", "payments");
        settled("shop", "orders");

        assertThat(scenario.events(RULE))
                .filteredOn(event -> event.state() == EventState.FIRING)
                .extracting(event -> event.subject().jobName())
                .containsExactly("orders");
    }

    private void toldAgainByTheNextWeir(Instant at) {
        scenario.restart();
        scenario.signal(new DeploymentTroubled("session", at, "default", "orders", "a1", false, "it did not start"));
        scenario.pass(Duration.ofSeconds(30));
    }

    @Test
    void sameTroubleToldByTheNextWeirIsTheSameEvent() {
        Instant at = scenario.now();
        troubled("default", "orders", "a1", "it did not start");
        scenario.pass(Duration.ofMinutes(5));
        toldAgainByTheNextWeir(at);

        assertThat(scenario.events(RULE)).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(EventState.FIRING);
            assertThat(event.startsAt()).isEqualTo(at);
        });
    }

    @Test
    void troubleThatWasShownLongEnoughIsNoNewsAfterARestart() {
        Instant at = scenario.now();
        troubled("default", "orders", "a1", "it did not start");
        scenario.pass(Duration.ofHours(25));
        assertThat(scenario.events(RULE)).singleElement().returns(EventState.RESOLVED, Event::state);

        toldAgainByTheNextWeir(at);

        assertThat(scenario.events(RULE)).singleElement().returns(EventState.RESOLVED, Event::state);
    }
}
