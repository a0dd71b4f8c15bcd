package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.Run;
import io.weir.runtime.driver.Presence;
import io.weir.runtime.driver.session.FlinkJobs;
import io.weir.runtime.driver.session.JobState;
import io.weir.runtime.driver.session.RestRefusedException;
import io.weir.runtime.driver.session.SavepointAnswer;
import io.weir.runtime.snapshot.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Savepoints of running jobs. */
final class Savepoints {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Desk desk;

    Savepoints(Desk desk) {
        this.desk = desk;
    }

    /** A savepoint with an id and a folder of its own; empty when there is no place for savepoints. */
    Optional<Snapshot> plan(Run run, Snapshot.Kind kind, String description, String by) throws IOException {
        String root = desk.driver(run).savepoints(desk.plan(run));
        if (root == null) {
            return Optional.empty();
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        return Optional.of(new Snapshot(
                id,
                run.deploymentId(),
                run.id(),
                run.version(),
                kind,
                Snapshot.State.CREATING,
                (root.endsWith("/") ? root : root + "/") + id,
                null,
                description,
                by,
                desk.now(),
                null,
                null));
    }

    /** Goes on with those that people asked for; true when one is under way. */
    boolean carryOn(Run run, Presence.There there) throws IOException {
        List<Snapshot> creating = desk.books().snapshots().creating(run.deploymentId()).stream()
                .filter(snapshot -> snapshot.kind() == Snapshot.Kind.SAVEPOINT)
                .toList();
        for (Snapshot snapshot : creating) {
            if (snapshot.runId().equals(run.id())) {
                carryOn(run, snapshot, new FlinkJobs(there.rest()));
            }
        }
        return !creating.isEmpty();
    }

    private void carryOn(Run run, Snapshot snapshot, FlinkJobs jobs) throws IOException {
        SavepointAnswer answer = jobs.answer(run.jobId(), snapshot.id());
        if (answer instanceof SavepointAnswer.Made made) {
            desk.reached(Milestone.SAVEPOINT_MADE);
            present(run, snapshot, made.path());
        } else if (answer instanceof SavepointAnswer.Failed failed) {
            ended(run, snapshot, Snapshot.State.FAILED, failed.cause());
        } else if (Duration.between(snapshot.at(), desk.now()).compareTo(PATIENCE) > 0) {
            ended(run, snapshot, Snapshot.State.TIMED_OUT, "not there after " + PATIENCE.toMinutes() + " minutes");
        } else if (answer instanceof SavepointAnswer.NotKnown) {
            ask(run, snapshot, jobs);
        }
    }

    private void ask(Run run, Snapshot snapshot, FlinkJobs jobs) throws IOException {
        Optional<String> made = Ending.made(snapshot);
        if (made.isPresent()) {
            present(run, snapshot, made.get());
            return;
        }
        Optional<JobState> job = jobs.state(run.jobId());
        if (job.isEmpty() || job.get().isOver()) {
            ended(run, snapshot, Snapshot.State.FAILED, "its job does not run");
            return;
        }
        try {
            jobs.savepoint(run.jobId(), snapshot.id(), snapshot.folder());
        } catch (RestRefusedException e) {
            ended(run, snapshot, Snapshot.State.FAILED, String.valueOf(e.getMessage()));
            return;
        }
        desk.reached(Milestone.SAVEPOINT_ASKED);
    }

    private void present(Run run, Snapshot snapshot, String path) {
        desk.books().snapshots().put(snapshot.present(path, desk.now()));
        desk.say(run, "savepoint " + snapshot.id() + " is in " + path);
    }

    private void ended(Run run, Snapshot snapshot, Snapshot.State state, String cause) {
        desk.books().snapshots().put(snapshot.ended(state, desk.told(cause), desk.now()));
        desk.say(run, "savepoint " + snapshot.id() + " failed: " + cause);
    }
}
