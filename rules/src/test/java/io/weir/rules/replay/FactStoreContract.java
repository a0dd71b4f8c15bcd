package io.weir.rules.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.ClusterReachabilityChanged;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.Signal;
import io.weir.rules.Fixture;
import io.weir.rules.TestClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of facts does. */
abstract class FactStoreContract {
    static final Instant T0 = Instant.parse("2026-11-20T16:00:00Z");

    abstract FactStore store();

    private static ClusterState cluster(String name, Reachability reachability) {
        return new ClusterState(
                name,
                URI.create("http://127.0.0.1:8081"),
                reachability,
                "2.3.0",
                4,
                1,
                List.of(new TaskManager("tm-1", "path", 4, 1, T0, 2, 1L << 34, 1L << 30, 1L << 29)),
                List.of(Fixture.of("d-backpressure").job()));
    }

    private static List<Signal> signals() {
        return List.of(
                new JobStatusChanged("demo", T0, "ab", "orders", null, JobState.RUNNING, "java.io.IOException\n\tat ü"),
                new CheckpointFinished(
                        "demo",
                        T0.plusNanos(123_456_789),
                        "ab",
                        "orders",
                        new Checkpoint(
                                7,
                                Checkpoint.Status.FAILED,
                                false,
                                T0,
                                Duration.ofMillis(1234),
                                5,
                                6,
                                null,
                                "expired")),
                new ProcessExited(
                        "demo", T0, "taskmanager-1", ProcessKind.TASK_MANAGER, 17, 137, false, List.of("a", "b")),
                new ClusterReachabilityChanged("demo", T0, new Reachability.Unknown(T0, "connection refused")));
    }

    private List<Fact> all(Instant to) {
        List<Fact> facts = new ArrayList<>();
        store().after(0, to, 1000).forEach(one -> facts.add(one.fact()));
        return facts;
    }

    @Test
    void everySignalComesBackAsItWasTold() {
        List<Fact> facts = new ArrayList<>();
        signals().forEach(signal -> facts.add(new Fact.Told(T0.plusSeconds(facts.size()), signal)));
        store().add(facts);

        assertThat(all(T0.plusSeconds(100))).isEqualTo(facts);
        assertThat(all(T0.plusSeconds(1))).isEqualTo(facts.subList(0, 2));
    }

    @Test
    void factsAreReadInPagesAndInTheOrderOfTelling() {
        for (int i = 0; i < 10; i++) {
            store().add(List.of(new Fact.Began(T0.plusSeconds(i))));
        }
        List<FactStore.Numbered> first = store().after(0, T0.plusSeconds(100), 4);
        List<FactStore.Numbered> second = store().after(first.get(3).number(), T0.plusSeconds(100), 4);

        assertThat(first).extracting(one -> one.fact().toldAt()).startsWith(T0).hasSize(4);
        assertThat(second.get(0).fact()).isEqualTo(new Fact.Began(T0.plusSeconds(4)));
        assertThat(store().lastBefore(T0.plusSeconds(4))).isEqualTo(first.get(3).number());
        assertThat(store().lastBefore(T0)).isZero();
        assertThat(store().oldest()).contains(T0);
    }

    @Test
    void theLastStateOfEachClusterBeforeATimeIsFound() {
        ClusterState up = cluster("a", new Reachability.Reachable(T0));
        ClusterState down = cluster("a", new Reachability.Unknown(T0, "refused"));
        ClusterState other = cluster("b", new Reachability.Reachable(T0));
        store().add(List.of(
                new Fact.Seen(T0, up),
                new Fact.Seen(T0.plusSeconds(1), other),
                new Fact.Told(T0.plusSeconds(2), signals().get(0)),
                new Fact.Seen(T0.plusSeconds(3), down),
                new Fact.Gone(T0.plusSeconds(4), "b")));

        assertThat(store().clustersBefore(T0)).isEmpty();
        assertThat(store().clustersBefore(T0.plusSeconds(3)))
                .containsExactly(new Fact.Seen(T0, up), new Fact.Seen(T0.plusSeconds(1), other));
        assertThat(store().clustersBefore(T0.plusSeconds(9)))
                .containsExactly(new Fact.Seen(T0.plusSeconds(3), down), new Fact.Gone(T0.plusSeconds(4), "b"));
    }

    @Test
    void oldFactsAreForgottenAndTheOldestWhenThereAreTooMany() {
        for (int i = 0; i < 300; i++) {
            store().add(List.of(new Fact.Told(T0.plusSeconds(i), signals().get(0))));
        }
        store().prune(T0.plusSeconds(20), Long.MAX_VALUE);
        assertThat(store().oldest()).contains(T0.plusSeconds(20));
        int one = FactText.content(new Fact.Told(T0, signals().get(0))).length;
        store().prune(T0, 200L * one);
        assertThat(all(T0.plusSeconds(400)).size()).isBetween(90, 200);
        assertThat(all(T0.plusSeconds(400))
                        .get(all(T0.plusSeconds(400)).size() - 1)
                        .toldAt())
                .isEqualTo(T0.plusSeconds(299));
        store().prune(T0.plusSeconds(1000), Long.MAX_VALUE);
        assertThat(store().oldest()).isEmpty();
    }

    @Test
    void theLogNotesOnlyWhatChanges() {
        TestClock clock = new TestClock(T0);
        FactLog log = new FactLog(store(), clock);
        ClusterState up = cluster("a", new Reachability.Reachable(T0));
        for (int i = 0; i < 10; i++) {
            clock.advance(Duration.ofSeconds(1));
            log.saw(List.of(up));
        }
        log.saw(List.of(cluster("a", new Reachability.Unknown(clock.instant(), "refused"))));
        log.told(signals().get(0), List.of());
        log.flush();
        log.flush();

        assertThat(all(clock.instant()))
                .extracting(fact -> FactText.kind(fact) + " " + FactText.cluster(fact))
                .containsExactly("began ", "seen a", "seen a", "gone a", "JobStatusChanged demo");
        ClusterState seen = ((Fact.Seen) all(clock.instant()).get(1)).cluster();
        assertThat(FactLog.seen(seen, T0.plusSeconds(5)).taskManagers().get(0).lastHeartbeat())
                .isEqualTo(T0.plusSeconds(5));
        assertThat(seen.jobs().get(0).graph()).isEqualTo(up.jobs().get(0).graph());
    }
}
