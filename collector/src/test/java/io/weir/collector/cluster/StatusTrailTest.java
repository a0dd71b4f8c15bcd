package io.weir.collector.cluster;

import static io.weir.collector.flink.JobState.CREATED;
import static io.weir.collector.flink.JobState.FAILED;
import static io.weir.collector.flink.JobState.FAILING;
import static io.weir.collector.flink.JobState.INITIALIZING;
import static io.weir.collector.flink.JobState.RESTARTING;
import static io.weir.collector.flink.JobState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.cluster.StatusTrail.Change;
import io.weir.collector.flink.ExceptionEntry;
import io.weir.collector.flink.JobDetails;
import io.weir.collector.flink.JobException;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTrailTest {
    @Test
    void aJobSeenForTheFirstTimeHasNoPast() {
        assertThat(StatusTrail.firstSight(details(RUNNING, RUNNING, 30, CREATED, 20), at(99)))
                .containsExactly(change(30, null, RUNNING));
    }

    @Test
    void nothingNewIsNoChange() {
        assertThat(since(RUNNING, 30, details(RUNNING, RUNNING, 30, CREATED, 20)))
                .isEmpty();
    }

    @Test
    void aStartIsToldStepByStep() {
        assertThat(since(INITIALIZING, 10, details(RUNNING, INITIALIZING, 10, CREATED, 20, RUNNING, 30)))
                .containsExactly(change(20, INITIALIZING, CREATED), change(30, CREATED, RUNNING));
    }

    @Test
    void aRestartBetweenTwoPollsIsNotMissed() {
        assertThat(since(RUNNING, 30, details(RUNNING, CREATED, 20, RESTARTING, 5000, RUNNING, 6000), 4999))
                .containsExactly(change(5000, RUNNING, RESTARTING), change(6000, RESTARTING, RUNNING));
    }

    @Test
    void severalRestartsBetweenTwoPollsAreFoundByTheirExceptions() {
        assertThat(since(RUNNING, 30, details(RUNNING, RESTARTING, 9000, RUNNING, 10_000), 3000, 5500, 8999))
                .containsExactly(
                        change(3000, RUNNING, RESTARTING),
                        change(4000, RESTARTING, RUNNING),
                        change(5500, RUNNING, RESTARTING),
                        change(6500, RESTARTING, RUNNING),
                        change(9000, RUNNING, RESTARTING),
                        change(10_000, RESTARTING, RUNNING));
    }

    @Test
    void aRestartSeenAndTheNextBetweenTwoPolls() {
        assertThat(since(RESTARTING, 3000, details(RESTARTING, RUNNING, 4000, RESTARTING, 9000), 2999, 8999))
                .containsExactly(change(4000, RESTARTING, RUNNING), change(9000, RUNNING, RESTARTING));
        assertThat(since(RESTARTING, 3000, details(RUNNING, RUNNING, 10_000, RESTARTING, 9000), 2999, 8999))
                .containsExactly(
                        change(4000, RESTARTING, RUNNING),
                        change(9000, RUNNING, RESTARTING),
                        change(10_000, RESTARTING, RUNNING));
    }

    @Test
    void aSecondFailureWithinTheDelayIsTheSameRestart() {
        assertThat(since(RUNNING, 30, details(RUNNING, RESTARTING, 9000, RUNNING, 10_000), 8500, 8999))
                .containsExactly(change(9000, RUNNING, RESTARTING), change(10_000, RESTARTING, RUNNING));
    }

    @Test
    void theEndIsToldWithWhatLedToIt() {
        JobDetails ended = details(FAILED, RESTARTING, 9000, RUNNING, 10_000, FAILING, 11_000, FAILED, 11_031);
        assertThat(since(RUNNING, 10_000, ended))
                .containsExactly(change(11_000, RUNNING, FAILING), change(11_031, FAILING, FAILED));
        assertThat(since(FAILED, 11_031, ended)).isEmpty();
    }

    @Test
    void stepsOfTheSameMillisecondEndInTheCurrentState() {
        assertThat(since(RUNNING, 30, details(FAILED, FAILING, 50, FAILED, 50)))
                .containsExactly(change(50, RUNNING, FAILING), change(50, FAILING, FAILED));
        assertThat(since(RUNNING, 30, details(RUNNING, RESTARTING, 50, RUNNING, 50)))
                .containsExactly(change(50, RUNNING, RESTARTING), change(50, RESTARTING, RUNNING));
    }

    private static List<Change> since(JobState last, long lastAt, JobDetails details, long... failures) {
        List<ExceptionEntry> exceptions = new ArrayList<>();
        for (long failure : failures) {
            exceptions.add(
                    0, new ExceptionEntry(new JobException(at(failure), "Boom", "Boom", null, null, null), List.of()));
        }
        return StatusTrail.since(last, at(lastAt), details, exceptions);
    }

    private static JobDetails details(JobState state, Object... entered) {
        Map<JobState, Instant> times = new EnumMap<>(JobState.class);
        for (int i = 0; i < entered.length; i += 2) {
            times.put((JobState) entered[i], at((Integer) entered[i + 1]));
        }
        return new JobDetails("STREAMING", state, times, JobGraph.EMPTY);
    }

    private static Change change(long at, @Nullable JobState previous, JobState current) {
        return new Change(at(at), previous, current);
    }

    private static Instant at(long ms) {
        return Instant.ofEpochMilli(1_795_000_000_000L + ms);
    }
}
