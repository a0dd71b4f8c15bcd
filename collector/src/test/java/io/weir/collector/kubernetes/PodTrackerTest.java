package io.weir.collector.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodRecovered;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.Signal;
import io.weir.collector.target.ScrapeOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What looks at one pod make of each other. */
class PodTrackerTest {
    private static final Pod POD = FlinkPods.taskManager("orders-taskmanager-1-1");
    private static final Instant NOW = FlinkPods.STARTED.plusSeconds(600);

    private final PodReader reader = new PodReader("prod", PodMapping.DEFAULTS, ScrapeOptions.DEFAULTS);
    private final PodTracker tracker = new PodTracker(sighting(POD), List.of(), List.of());

    private PodSighting sighting(Pod pod) {
        return reader.read(pod, NOW).orElseThrow();
    }

    private List<Signal> see(Pod pod, Instant now) {
        return tracker.see(sighting(pod), now, FlinkPods.STARTED);
    }

    @Test
    void oneLookMayTellOfAnEndAndTheNextStartInTheirOrder() {
        assertThat(see(FlinkPods.running(POD, 3), NOW))
                .satisfiesExactly(first -> assertThat(first).isInstanceOf(PodExited.class), second -> assertThat(second)
                        .isInstanceOf(PodStarted.class));
    }

    @Test
    void anExitBeforeWeirCaredIsNotedAndNeverTold() {
        Pod crashed = FlinkPods.crashLoop(POD, 0);
        Instant later = FlinkPods.finishedAt(0).plusSeconds(1);
        assertThat(tracker.see(sighting(crashed), NOW, later)).doesNotHaveAnyElementsOfTypes(PodExited.class);
        assertThat(tracker.see(sighting(crashed), NOW, FlinkPods.STARTED)).isEmpty();
    }

    @Test
    void aCrashLoopIsOverOnceTheContainerRanForTenMinutesAlthoughNothingHappened() {
        assertThat(see(FlinkPods.crashLoop(POD, 1), NOW)).hasAtLeastOneElementOfType(PodTroubled.class);
        assertThat(see(FlinkPods.running(POD, 2), NOW)).doesNotHaveAnyElementsOfTypes(PodRecovered.class);
        Instant steady = FlinkPods.startedAt(2).plus(Duration.ofMinutes(10));
        assertThat(tracker.tick(steady)).isEmpty();
        assertThat(tracker.tick(steady.plusSeconds(1))).singleElement().isInstanceOf(PodRecovered.class);
        assertThat(tracker.tick(steady.plusSeconds(2))).isEmpty();
        assertThat(see(FlinkPods.crashLoop(POD, 2), steady.plusSeconds(3)))
                .as("a second loop is a second trouble")
                .hasAtLeastOneElementOfType(PodTroubled.class);
    }

    @Test
    void anImageThatComesAfterAllEndsTheTrouble() {
        assertThat(see(FlinkPods.waiting(POD, "ErrImagePull", ""), NOW)).hasSize(1);
        assertThat(see(FlinkPods.waiting(POD, "ContainerCreating", ""), NOW)).isEmpty();
        assertThat(see(FlinkPods.running(POD, 0), NOW))
                .hasAtLeastOneElementOfType(PodRecovered.class)
                .hasSize(2);
    }

    @Test
    void aPodThatWasEvictedDaysAgoAndStillLiesAboutIsNoNews() {
        Pod evicted = new PodBuilder(POD)
                .editStatus()
                .withPhase("Failed")
                .withReason("Evicted")
                .withContainerStatuses()
                .endStatus()
                .build();
        PodSighting sighting = sighting(evicted);
        assertThat(tracker.see(sighting, NOW, FlinkPods.STARTED.plusSeconds(1))).isEmpty();
        PodTracker other = new PodTracker(sighting, List.of(), List.of());
        assertThat(other.see(sighting, NOW, FlinkPods.STARTED)).singleElement().isInstanceOf(PodTroubled.class);
        assertThat(other.gone(NOW)).singleElement().isInstanceOf(PodRecovered.class);
    }
}
