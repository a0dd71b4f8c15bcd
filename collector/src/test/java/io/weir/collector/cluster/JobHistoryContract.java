package io.weir.collector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobException;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.SavepointTriggered;
import io.weir.collector.signal.Signal;
import io.weir.collector.signal.TaskManagerLost;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every form of the history does. */
@SuppressWarnings("NullAway.Init")
abstract class JobHistoryContract {
    static final Instant AT = Instant.ofEpochMilli(1_795_000_000_000L);

    JobHistory history;

    abstract JobHistory open() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        history = open();
    }

    @AfterEach
    void end() {
        history.close();
    }

    @Test
    void aSignalIsNewOnce() {
        List<Signal> signals = List.of(
                change(AT, JobState.CREATED, JobState.RUNNING),
                exception(AT, "boom"),
                exception(AT, "bang"),
                checkpoint(1, AT),
                checkpoint(1, AT.plusSeconds(1)),
                new SavepointTriggered("c", AT, "j", "name", 1),
                new SavepointTriggered("c", AT, "j", "name", 2));
        assertThat(history.addNew(signals)).isEqualTo(signals);
        assertThat(history.addNew(signals)).isEmpty();
        Signal later = checkpoint(2, AT.plusSeconds(2));
        assertThat(history.addNew(List.of(signals.get(0), later, later))).containsExactly(later);
    }

    @Test
    void signalsOfOtherKindsPassThrough() {
        List<Signal> lost = List.of(new TaskManagerLost("c", AT, "tm"));
        assertThat(history.addNew(lost)).isEqualTo(lost);
        assertThat(history.addNew(lost)).isEqualTo(lost);
        history.markTold(lost);
        assertThat(history.untold("c")).isEmpty();
    }

    @Test
    void whatIsKeptComesBackWholeAndNewestFirst() {
        JobStatusChanged created = new JobStatusChanged("c", AT, "j", "name", null, JobState.CREATED, null);
        JobStatusChanged failing = change(AT.plusMillis(5), JobState.RUNNING, JobState.FAILING);
        JobStatusChanged failed = change(AT.plusMillis(5), JobState.FAILING, JobState.FAILED);
        JobExceptionRaised boom = exception(AT, "boom");
        JobExceptionRaised bang = exception(AT.plusSeconds(1), "bang");
        CheckpointFinished first = checkpoint(1, AT);
        CheckpointFinished second = checkpoint(2, AT.plusSeconds(1));
        history.addNew(List.of(created, failing, failed, boom, bang, first, second));
        history.addNew(List.of(new JobStatusChanged("other", AT, "j", "name", null, JobState.CREATED, null)));
        assertThat(history.statusChanges("c", "j", 10)).containsExactly(failed, failing, created);
        assertThat(history.statusChanges("c", "j", 1)).containsExactly(failed);
        assertThat(history.exceptions("c", "j", 10)).containsExactly(bang.exception(), boom.exception());
        assertThat(history.checkpoints("c", "j", 10)).containsExactly(second.checkpoint(), first.checkpoint());
        assertThat(history.checkpoints("c", "unknown", 10)).isEmpty();
    }

    @Test
    void whatWasNotMarkedAsToldIsTellableAgain() {
        Signal told = change(AT, JobState.CREATED, JobState.RUNNING);
        Signal boom = exception(AT.plusSeconds(2), "boom");
        Signal checkpoint = checkpoint(1, AT.plusSeconds(1));
        history.addNew(List.of(told, boom, checkpoint));
        history.markTold(List.of(told));
        assertThat(history.untold("other")).isEmpty();
        assertThat(history.untold("c")).hasSize(2).extracting(Signal::getClass).satisfies(kinds -> assertThat(
                        kinds.get(1))
                .isEqualTo(JobExceptionRaised.class));
        history.markTold(List.of(boom, checkpoint));
        assertThat(history.untold("c")).isEmpty();
        Signal savepoint = new SavepointTriggered("c", AT.plusSeconds(3), "j", "name", 7);
        history.addNew(List.of(savepoint));
        assertThat(history.untold("c")).containsExactly(savepoint);
        history.markTold(List.of(savepoint));
        assertThat(history.untold("c")).isEmpty();
        history.prune(AT.plusSeconds(4));
        assertThat(history.addNew(List.of(savepoint))).as("it was forgotten").containsExactly(savepoint);
    }

    @Test
    void whatWasLastKnownOfAClusterIsUnknownSinceThen() {
        JobGraph graph = new JobGraph(
                List.of(new JobGraph.Vertex("v1", "map", 2, 128, "RUNNING", 2)),
                List.of(new JobGraph.Edge("v0", "v1", "HASH")));
        Job job = new Job(
                "c",
                "j",
                "name",
                "STREAMING",
                JobState.RUNNING,
                AT,
                AT.minusSeconds(5),
                null,
                2,
                3,
                4,
                new Job.CheckpointCounts(1, 2, 3, 4),
                graph,
                AT,
                new Job.CheckpointSettings(Duration.ofSeconds(10), Duration.ofMinutes(10)));
        TaskManager taskManager = new TaskManager("tm", "path", 2, 1, AT, 4, 1L << 40, 1L << 30, 1L << 29);
        ClusterState known = new ClusterState(
                "c",
                URI.create("http://127.0.0.1:8081"),
                new Reachability.Reachable(AT),
                "2.3.0",
                4,
                2,
                List.of(taskManager),
                List.of(job));
        history.remember(known, AT);
        history.remember(known, AT.plusSeconds(9));
        ClusterState back = history.lastKnown("c").orElseThrow();
        assertThat(back.reachability()).isInstanceOf(Reachability.Unknown.class);
        assertThat(back.reachability().since()).isEqualTo(AT.plusSeconds(9));
        assertThat(back.jobs()).containsExactly(job);
        assertThat(back.taskManagers()).containsExactly(taskManager);
        assertThat(back.flinkVersion()).isEqualTo("2.3.0");
        assertThat(history.lastKnown("other")).isEmpty();
    }

    @Test
    void theOldAndTheTooManyAreForgotten() {
        List<Signal> many = new ArrayList<>();
        for (int i = 0; i < JobHistory.MAX_EXCEPTIONS + 10; i++) {
            many.add(exception(AT.plusSeconds(i), "boom " + i));
        }
        history.addNew(many);
        history.addNew(List.of(checkpoint(1, AT), checkpoint(2, AT.plusSeconds(60))));
        history.prune(AT.minusSeconds(1));
        List<JobException> kept = history.exceptions("c", "j", 100_000);
        assertThat(kept).hasSize(JobHistory.MAX_EXCEPTIONS);
        assertThat(kept.get(0).headline()).endsWith("boom " + (JobHistory.MAX_EXCEPTIONS + 9));
        assertThat(history.checkpoints("c", "j", 10)).hasSize(2);
        history.prune(AT.plusSeconds(60));
        assertThat(history.checkpoints("c", "j", 10)).extracting(Checkpoint::id).containsExactly(2L);
    }

    static JobStatusChanged change(Instant at, JobState previous, JobState current) {
        return new JobStatusChanged(
                "c", at, "j", "name", previous, current, current.isFailure() ? "trace\n\tat x" : null);
    }

    static JobExceptionRaised exception(Instant at, String message) {
        return new JobExceptionRaised(
                "c",
                at,
                "j",
                "name",
                new JobException(at, "java.lang.Boom", "java.lang.Boom: " + message + "\n\tat x", null, "tm", "h:1"));
    }

    static CheckpointFinished checkpoint(long id, Instant triggered) {
        Duration took = Duration.ofMillis(120);
        return new CheckpointFinished(
                "c",
                triggered.plus(took),
                "j",
                "name",
                new Checkpoint(id, Checkpoint.Status.FAILED, id == 2, triggered, took, 3, 2, "file:/x", "declined"));
    }
}
