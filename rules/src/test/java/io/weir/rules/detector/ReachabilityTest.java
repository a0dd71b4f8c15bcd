package io.weir.rules.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.Reachability;
import io.weir.collector.metric.Labels;
import io.weir.rules.Fixture;
import io.weir.rules.Scenario;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
    private final Scenario scenario = new Scenario(Instant.parse("2026-11-20T16:00:00Z"), Map.of());

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void clusterThatDoesNotAnswerIsUnknownAndNeverFailed() {
        scenario.job(Fixture.of("k-healthy-baseline").job());
        scenario.reachability(
                "fixture", new Reachability.Unknown(scenario.now(), "connect to 127.0.0.1:8081: refused"));
        scenario.pass(Duration.ofSeconds(25));
        assertThat(scenario.events()).isEmpty();
        scenario.pass(Duration.ofSeconds(10));
        assertThat(scenario.events()).singleElement().satisfies(event -> {
            assertThat(event.rule()).isEqualTo("ClusterUnreachable");
            assertThat(event.summary())
                    .isEqualTo("fixture: unknown since 2026-11-20T16:00:00Z: connect to 127.0.0.1:8081: refused");
            assertThat(event.summary() + event.annotations().get("description")).doesNotContain("failed");
        });

        scenario.reachability("fixture", new Reachability.Reachable(scenario.now()));
        scenario.tick();
        assertThat(scenario.events()).extracting(Event::state).containsExactly(EventState.RESOLVED);
    }

    @Test
    void targetThatCannotBeScrapedForAMinuteIsTold() {
        Labels up = Labels.of(Labels.NAME, "up", "cluster", "c", "process", "taskmanager-1", "instance", "h:1");
        scenario.sample(up, 0);
        scenario.hold(Duration.ofSeconds(55));
        assertThat(scenario.events()).isEmpty();
        scenario.hold(Duration.ofSeconds(10));
        assertThat(scenario.events()).extracting(Event::rule).containsExactly("TargetDown");
        scenario.sample(up, 1);
        scenario.tick();
        assertThat(scenario.events()).extracting(Event::state).containsExactly(EventState.RESOLVED);
    }
}
