package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.driver.Presence;
import io.weir.runtime.driver.session.FlinkJobs;
import io.weir.runtime.driver.session.JobState;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Ending a run without a savepoint; its retained checkpoints stay. */
final class Cancelling {
    /** A cluster of the run's own that does not obey is ended with its job. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Desk desk;
    private final Ending ending;

    Cancelling(Desk desk, Ending ending) {
        this.desk = desk;
        this.ending = ending;
    }

    Pace begin(Deployment deployment, Run run, String why) {
        desk.books().together(() -> {
            desk.books()
                    .acts()
                    .put(new Act(
                            deployment.id(),
                            Act.Kind.CANCEL,
                            run.id(),
                            null,
                            deployment.wish().number(),
                            desk.now()));
            desk.status(deployment, deployment.status().become(CurrentState.TRANSITIONING, run.id(), null, desk.now()));
        });
        desk.say(run, why + ": cancelling");
        desk.reached(Milestone.CANCEL_WRITTEN);
        return Pace.AT_ONCE;
    }

    Pace carryOn(Deployment deployment, Act act, Run run) throws IOException {
        Presence presence = desk.driver(run).find(desk.plan(run));
        if (presence instanceof Presence.Gone gone) {
            return ending.over(deployment, act, run, RunState.CANCELLED, "nothing of it is left: " + gone.why());
        }
        boolean late = Duration.between(act.at(), desk.now()).compareTo(PATIENCE) > 0;
        if (late && run.mode() == Mode.APPLICATION) {
            return ending.over(
                    deployment,
                    act,
                    run,
                    RunState.CANCELLED,
                    "its job did not end within " + PATIENCE.toSeconds() + " s; its cluster is ended");
        }
        if (presence instanceof Presence.Unknown unknown) {
            throw new IOException(unknown.why());
        }
        URI rest = ((Presence.There) presence).rest();
        FlinkJobs jobs = new FlinkJobs(rest);
        Optional<JobState> job = jobs.state(run.jobId());
        if (job.isEmpty()) {
            return ending.over(deployment, act, run, RunState.CANCELLED, "its job is gone");
        }
        if (job.get().isOver()) {
            boolean finished = job.get().status().equals("FINISHED");
            return ending.over(
                    deployment,
                    act,
                    run,
                    finished ? RunState.FINISHED : RunState.CANCELLED,
                    "its job is " + job.get().status());
        }
        if (!job.get().status().equals("CANCELLING")) {
            jobs.cancel(run.jobId());
            desk.reached(Milestone.CANCEL_ASKED);
        }
        return Pace.SOON;
    }
}
