package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.driver.Presence;
import io.weir.runtime.driver.session.FlinkJobs;
import io.weir.runtime.driver.session.JobState;
import io.weir.runtime.driver.session.RestRefusedException;
import io.weir.runtime.driver.session.SavepointAnswer;
import io.weir.runtime.snapshot.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Stopping a run with a savepoint. A savepoint that was made is used whatever became of the stop after it; when none can be made the
 * job keeps running and the wish is given up, with the reason.
 */
final class Stopping {
    private final Desk desk;
    private final Ending ending;
    private final Savepoints savepoints;

    Stopping(Desk desk, Ending ending, Savepoints savepoints) {
        this.desk = desk;
        this.ending = ending;
        this.savepoints = savepoints;
    }

    /** Writes the savepoint that is going to be asked for. */
    Pace begin(Deployment deployment, Run run, String why) throws IOException {
        Optional<Snapshot> planned =
                savepoints.plan(run, Snapshot.Kind.STOP, why, deployment.wish().by());
        if (planned.isEmpty()) {
            return giveUp(
                    deployment,
                    deployment.wish().number(),
                    run,
                    "it has no folder for savepoints, and without one its state would be lost; write savepoints: URI in the"
                            + " spec, or set execution.checkpointing.savepoint-dir on the cluster");
        }
        Snapshot snapshot = planned.get();
        desk.books().together(() -> {
            desk.books().snapshots().put(snapshot);
            desk.books()
                    .acts()
                    .put(new Act(
                            deployment.id(),
                            Act.Kind.STOP,
                            run.id(),
                            snapshot.id(),
                            deployment.wish().number(),
                            desk.now()));
            desk.status(deployment, deployment.status().become(CurrentState.TRANSITIONING, run.id(), null, desk.now()));
        });
        desk.say(run, why + ": stopping with savepoint " + snapshot.id() + " in " + snapshot.folder());
        desk.reached(Milestone.STOP_WRITTEN);
        return Pace.AT_ONCE;
    }

    Pace carryOn(Deployment deployment, Act act, Run run) throws IOException {
        Snapshot snapshot = desk.books()
                .snapshots()
                .find(String.valueOf(act.snapshotId()))
                .orElseThrow(() -> new IllegalStateException("savepoint " + act.snapshotId() + " is not in the books"));
        Presence presence = desk.driver(run).find(desk.plan(run));
        if (presence instanceof Presence.Unknown unknown) {
            throw new IOException(unknown.why());
        }
        if (presence instanceof Presence.Gone gone) {
            return withoutJob(deployment, act, run, snapshot, gone.why());
        }
        URI rest = ((Presence.There) presence).rest();
        FlinkJobs jobs = new FlinkJobs(rest);
        SavepointAnswer answer = jobs.answer(run.jobId(), snapshot.id());
        if (answer instanceof SavepointAnswer.InProgress) {
            return Pace.SOON;
        }
        if (answer instanceof SavepointAnswer.Made made) {
            desk.reached(Milestone.STOP_MADE);
            return suspended(deployment, act, run, snapshot, made.path());
        }
        Optional<JobState> job = jobs.state(run.jobId());
        if (job.isEmpty()) {
            return withoutJob(deployment, act, run, snapshot, "its JobManager does not know the job any more");
        }
        Optional<String> there = Ending.made(snapshot);
        if (there.isPresent()) {
            return afterMade(deployment, act, run, snapshot, there.get(), jobs, job.get());
        }
        if (answer instanceof SavepointAnswer.Failed failed) {
            return failed(deployment, act, run, snapshot, failed.cause(), job.get());
        }
        return ask(deployment, act, run, snapshot, jobs, job.get());
    }

    /** Flink has not heard of this savepoint, or has forgotten it. */
    private Pace ask(Deployment deployment, Act act, Run run, Snapshot snapshot, FlinkJobs jobs, JobState job)
            throws IOException {
        if (job.isOver()) {
            return failed(
                    deployment,
                    act,
                    run,
                    snapshot,
                    "the job is " + job.status() + " and Flink does not tell of the savepoint; look in "
                            + snapshot.folder(),
                    job);
        }
        try {
            jobs.stop(run.jobId(), snapshot.id(), snapshot.folder());
        } catch (RestRefusedException e) {
            return failed(deployment, act, run, snapshot, String.valueOf(e.getMessage()), job);
        }
        desk.reached(Milestone.STOP_ASKED);
        return Pace.SOON;
    }

    /** The savepoint is there; what is left of the job is ended. Should it have made a newer checkpoint, that one is used. */
    private Pace afterMade(
            Deployment deployment, Act act, Run run, Snapshot snapshot, String path, FlinkJobs jobs, JobState job)
            throws IOException {
        if (!job.isOver()) {
            if (!job.status().equals("CANCELLING")) {
                desk.say(run, "the savepoint is there, but the job did not stop after it; cancelling it");
                jobs.cancel(run.jobId());
            }
            return Pace.SOON;
        }
        return suspended(deployment, act, run, snapshot, path);
    }

    private Pace suspended(Deployment deployment, Act act, Run run, Snapshot snapshot, String path) {
        Pace pace = ending.over(
                deployment, act.wish(), run, RunState.SUSPENDED, "stopped with savepoint " + path, () -> desk.books()
                        .snapshots()
                        .put(snapshot.present(path, desk.now())));
        desk.reached(Milestone.STOP_RECORDED);
        return pace;
    }

    private Pace withoutJob(Deployment deployment, Act act, Run run, Snapshot snapshot, String why) {
        Optional<String> made = Ending.made(snapshot);
        if (made.isPresent()) {
            return suspended(deployment, act, run, snapshot, made.get());
        }
        return ending.over(
                deployment, act.wish(), run, RunState.LOST, why + "; no savepoint was made", () -> desk.books()
                        .snapshots()
                        .put(snapshot.ended(Snapshot.State.FAILED, desk.told(why), desk.now())));
    }

    private Pace failed(Deployment deployment, Act act, Run run, Snapshot snapshot, String cause, JobState job) {
        Snapshot ended = snapshot.ended(Snapshot.State.FAILED, desk.told(cause), desk.now());
        if (job.isOver()) {
            RunState end =
                    switch (job.status()) {
                        case "FINISHED" -> RunState.FINISHED;
                        case "CANCELED" -> RunState.CANCELLED;
                        default -> RunState.FAILED;
                    };
            return ending.over(
                    deployment, act.wish(), run, end, "it ended before its savepoint: " + cause, () -> desk.books()
                            .snapshots()
                            .put(ended));
        }
        desk.books().snapshots().put(ended);
        return giveUp(deployment, act.wish(), run, "its savepoint failed: " + cause);
    }

    /** The job goes on as it did; the wish is answered with a reason. */
    private Pace giveUp(Deployment deployment, long wish, Run run, String why) {
        String note = "not stopped, it keeps running: " + why;
        desk.books().together(() -> {
            desk.books().acts().done(deployment.id());
            desk.status(
                    deployment,
                    deployment
                            .status()
                            .become(CurrentState.RUNNING, run.id(), note, desk.now())
                            .handled(Math.max(wish, deployment.status().handled())));
        });
        desk.say(run, note);
        return Pace.LATER;
    }
}
