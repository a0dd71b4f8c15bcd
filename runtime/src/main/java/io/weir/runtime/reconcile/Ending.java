package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DesiredState;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.deployment.Status;
import io.weir.runtime.snapshot.Snapshot;
import io.weir.runtime.snapshot.StateFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The end of a run: first it is written what became of it, then what it leaves is cleared away. */
final class Ending {
    private final Desk desk;

    Ending(Desk desk) {
        this.desk = desk;
    }

    /** Writes what became of a run. */
    Pace over(Deployment deployment, Act act, Run run, RunState end, String why) {
        return over(deployment, act.wish(), run, end, why, () -> {});
    }

    /** The same, together with other writes. */
    Pace over(Deployment deployment, long wish, Run run, RunState end, String why, Runnable more) {
        String told = desk.told(why);
        desk.books().together(() -> {
            more.run();
            desk.books().runs().put(run.over(end, told, desk.now()));
            desk.books().acts().put(new Act(deployment.id(), Act.Kind.RELEASE, run.id(), null, wish, desk.now()));
            desk.status(deployment, deployment.status().become(CurrentState.TRANSITIONING, run.id(), null, desk.now()));
        });
        desk.say(run, why);
        return Pace.AT_ONCE;
    }

    /** Clears away what an ended run left, and says what the deployment is now. */
    Pace release(Deployment deployment, Act act, Run run) {
        settleSnapshots(run);
        desk.driver(run).release(desk.plan(run));
        forgetFiles(run);
        desk.reached(Milestone.RELEASED);
        Status status = deployment.status();
        Status next = status.become(state(run.state()), run.id(), note(run), desk.now());
        boolean fulfilled = act.wish() == deployment.wish().number()
                && fulfils(deployment.wish().state(), run);
        Status last = fulfilled ? next.handled(Math.max(act.wish(), next.handled())) : next;
        desk.books().together(() -> {
            desk.books().acts().done(deployment.id());
            desk.status(deployment, last);
        });
        new Retention(desk.books()).apply(deployment);
        return Pace.AT_ONCE;
    }

    private void forgetFiles(Run run) {
        try {
            desk.scripts().forget(run.id());
            desk.pythons().forget(run.id());
        } catch (IOException e) {
            desk.say(run, "its files could not be deleted: " + e.getMessage());
        }
    }

    /** A failed start is an answer to the wish to start; the first half of an upgrade is not. */
    private static boolean fulfils(DesiredState wanted, Run run) {
        return switch (wanted) {
            case SUSPENDED -> run.state() == RunState.SUSPENDED;
            case CANCELLED -> true;
            case RUNNING ->
                run.state() == RunState.FAILED && run.runningAt() == null || run.state() == RunState.FINISHED;
        };
    }

    private static CurrentState state(RunState end) {
        return switch (end) {
            case SUSPENDED -> CurrentState.SUSPENDED;
            case CANCELLED -> CurrentState.CANCELLED;
            case FINISHED -> CurrentState.FINISHED;
            case FAILED, LOST, STARTING, RUNNING -> CurrentState.FAILED;
        };
    }

    private static @org.jspecify.annotations.Nullable String note(Run run) {
        return run.state() == RunState.FAILED || run.state() == RunState.LOST ? run.reason() : null;
    }

    /** Savepoints that were under way when the run ended: they are there, or they never will be. */
    private void settleSnapshots(Run run) {
        for (Snapshot snapshot : desk.books().snapshots().creating(run.deploymentId())) {
            if (!snapshot.runId().equals(run.id())) {
                continue;
            }
            Optional<String> made = made(snapshot);
            desk.books()
                    .snapshots()
                    .put(
                            made.isPresent()
                                    ? snapshot.present(made.get(), desk.now())
                                    : snapshot.ended(
                                            Snapshot.State.FAILED, "its job ended before it was there", desk.now()));
        }
    }

    /** What lies whole in a snapshot's own folder; nothing when there is nothing, or it cannot be looked at. */
    static Optional<String> made(Snapshot snapshot) {
        try {
            List<StateFiles.Found> found =
                    StateFiles.areVisible(snapshot.folder()) ? StateFiles.in(snapshot.folder()) : List.of();
            return found.stream().findFirst().map(StateFiles.Found::path);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
