package io.weir.runtime.reconcile;

import io.weir.collector.signal.DeploymentSettled;
import io.weir.collector.signal.DeploymentTroubled;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DesiredState;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.deployment.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a deployment got into a trouble that it does not get out of by itself, and when it is out of it; each once. What its status says is
 * looked at, not what led to it, so a Weir that was killed in between tells of it when it is back. One thread at a time.
 */
final class Trouble {
    /** How a status begins that says what the job itself suffered, of which Flink tells and an event of its own. */
    static final String OF_JOB = "its job failed: ";

    /** How one begins that is over when the tasks run; there are events of its own for a job of which they do not. */
    static final String SLOW = "not all of its tasks run ";

    /** A start that waits longer for something that Weir cannot ask, such as a cluster that nobody knows, waits for a person. */
    private static final Duration HOPE = Duration.ofMinutes(10);

    /** @param attempt what the trouble came of: the same words about another attempt are another trouble */
    private record Told(String why, String attempt) {}

    private final Desk desk;
    private boolean hasTold;
    private @Nullable Told told;
    private @Nullable Deployment last;

    Trouble(Desk desk) {
        this.desk = desk;
    }

    /** Looks at a deployment as it is now. */
    void look(Deployment deployment) {
        last = deployment;
        Status status = deployment.status();
        boolean onTheWay = status.state() == CurrentState.TRANSITIONING || deployment.hasOpenWish();
        if (onTheWay) {
            waited(deployment);
            return;
        }
        String note = status.note();
        boolean failed = status.state() == CurrentState.FAILED;
        boolean wanted = deployment.wish().state() == DesiredState.RUNNING;
        if (failed
                && wanted
                && run(deployment).filter(one -> one.state() == RunState.LOST).isPresent()) {
            return; // Either it is restored, or the run becomes one that failed.
        }
        boolean concerns = wanted || failed || status.state() == CurrentState.RUNNING;
        if (note != null && concerns && !note.startsWith(OF_JOB) && !note.startsWith(SLOW)) {
            tell(
                    deployment,
                    run(deployment),
                    note,
                    latest(status.since(), deployment.wish().at()));
        } else {
            settle(deployment, "it is " + status.state().name().toLowerCase(Locale.ROOT));
        }
    }

    /** What comes of it is not known yet; that nothing does is told after a while. */
    private void waited(Deployment deployment) {
        Instant since = deployment.status().unknownSince();
        String why = deployment.status().unknownWhy();
        if (since != null && why != null && since.plus(HOPE).isBefore(desk.now())) {
            tell(deployment, run(deployment), why, since);
        }
    }

    /** The deployment was deleted. */
    void gone() {
        Deployment known = last;
        if (known != null && told != null) {
            settle(known, "it was deleted");
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void tell(Deployment deployment, Optional<Run> run, String why, Instant at) {
        Status status = deployment.status();
        Told now = new Told(why, status.runId() + " " + status.handled());
        if (now.equals(told)) {
            return;
        }
        told = now;
        hasTold = true;
        desk.signals()
                .accept(new DeploymentTroubled(
                        cluster(deployment, run),
                        at,
                        deployment.workspace(),
                        deployment.name(),
                        run.map(Run::jobId).orElse(deployment.id()),
                        status.state() == CurrentState.RUNNING,
                        why));
    }

    private void settle(Deployment deployment, String because) {
        if (hasTold && told == null) {
            return;
        }
        hasTold = true;
        told = null;
        desk.signals()
                .accept(new DeploymentSettled(
                        cluster(deployment, run(deployment)),
                        desk.now(),
                        deployment.workspace(),
                        deployment.name(),
                        because));
    }

    private Optional<Run> run(Deployment deployment) {
        return Optional.ofNullable(deployment.status().runId())
                .flatMap(desk.books().runs()::find);
    }

    private static String cluster(Deployment deployment, Optional<Run> run) {
        return run.map(Run::cluster)
                .orElseGet(() -> deployment.draft().mode() == Mode.APPLICATION
                        ? deployment.name()
                        : String.valueOf(deployment.draft().session()));
    }
}
