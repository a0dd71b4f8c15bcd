package io.weir.diagnosis.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTraitsTest {
    private static final Instant AT = Troubles.AT;

    private final List<Job> jobs = new ArrayList<>();
    private final Set<String> unseen = new HashSet<>();
    private final EventTraits traits = new EventTraits(
            name -> Optional.of(new ClusterState(
                    name,
                    URI.create("http://127.0.0.1:1"),
                    new Reachability.Reachable(AT),
                    "2.3.0",
                    4,
                    4,
                    List.of(),
                    jobs)),
            new Tasks());

    @Test
    void theDeathOfAProcessTouchesTheJobsThatRanOnItAndNoneThatWasOverBefore() {
        jobs.add(job("runs", JobState.RUNNING, null));
        jobs.add(job("failed-of-it", JobState.FAILED, AT.plusSeconds(3)));
        jobs.add(job("failed-before-it-was-noticed", JobState.FAILED, AT.minusSeconds(20)));
        jobs.add(job("cancelled-after-it", JobState.CANCELED, AT.plusSeconds(5)));
        jobs.add(job("cancelled-before", JobState.CANCELED, AT.minusSeconds(20)));
        jobs.add(job("finished-before", JobState.FINISHED, AT.minusSeconds(1)));
        jobs.add(job("failed-long-before", JobState.FAILED, AT.minusSeconds(70)));

        assertThat(touched())
                .containsExactlyInAnyOrder(
                        "runs", "failed-of-it", "failed-before-it-was-noticed", "cancelled-after-it");
    }

    @Test
    void aJobThatJustStartedIsTouchedThoughNoPageShowedItsTasksYet() {
        jobs.add(unseen("just-started", AT.minusSeconds(4)));
        jobs.add(unseen("runs-elsewhere", AT.minusSeconds(90)));
        jobs.add(unseen("began-after-it", AT.plusSeconds(2)));

        assertThat(touched()).containsExactly("just-started");
    }

    @Test
    void aJobThatFlinkForgotIsTouchedSinceItsTasksWereThere() {
        Job forgotten = job("forgotten", JobState.RUNNING, null);
        jobs.add(forgotten);
        EventTraits later = new EventTraits(name -> Optional.empty(), new Tasks());

        assertThat(later.of(Troubles.ofProcess("e", "TaskManagerExitedAbnormally", "taskmanager-1", AT))
                        .touched())
                .containsExactly("forgotten");
    }

    private Set<String> touched() {
        return traits.of(Troubles.ofProcess("e", "TaskManagerExitedAbnormally", "taskmanager-1", AT))
                .touched();
    }

    private Job unseen(String id, Instant started) {
        unseen.add(id);
        return job(id, JobState.RUNNING, started, null);
    }

    private static Job job(String id, JobState state, @Nullable Instant endedAt) {
        return job(id, state, AT.minus(Duration.ofMinutes(2)), endedAt);
    }

    private static Job job(String id, JobState state, Instant started, @Nullable Instant endedAt) {
        return new Job(
                "c",
                id,
                id,
                "STREAMING",
                state,
                started,
                started,
                endedAt,
                1,
                1,
                0,
                Job.CheckpointCounts.NONE,
                JobGraph.EMPTY,
                AT);
    }

    /** Every job had a task on every process in these minutes, but for those that no page showed. */
    private final class Tasks implements SampleSource {
        @Override
        public List<Series> select(List<LabelMatcher> matchers, long fromMs, long toMs) {
            return List.of();
        }

        @Override
        public Set<Labels> series(List<LabelMatcher> matchers, long fromMs, long toMs) {
            return jobs.stream()
                    .filter(job -> !unseen.contains(job.id()))
                    .map(job -> Labels.of("job_id", job.id()))
                    .collect(Collectors.toSet());
        }
    }
}
