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

    private final Desk desk;
    private boolean hasTold;
    private @Nullable String told;
    private @Nullable Deployment last;

    Trouble(Desk desk) {
        this.desk = desk;
    }

    /** Looks at a deployment as it is now. */
    void look(Deployment deployment) {
        last = deployment;
        if (deployment.status().state() == CurrentState.TRANSITIONING || deployment.hasOpenWish()) {
            return; // What comes of it is not known yet.
        }
        String now = isTroubled(deployment) ? deployment.status().note() : null;
        if (now == null) {
            settle(deployment, describe(deployment.status().state()));
        } else if (!now.equals(told)) {
            told = now;
            hasTold = true;
            tell(deployment, now);
        }
    }

    /** The deployment was deleted. */
    void gone() {
        Deployment known = last;
        if (known != null && told != null) {
            settle(known, "it was deleted");
        }
    }

    private boolean isTroubled(Deployment deployment) {
        Status status = deployment.status();
        String note = status.note();
        if (note == null || note.startsWith(OF_JOB)) {
            return false;
        }
        boolean wanted = deployment.wish().state() == DesiredState.RUNNING;
        boolean restored = wanted
                && run(deployment).filter(run -> run.state() == RunState.LOST).isPresent();
        return !restored && (wanted || status.state() == CurrentState.FAILED || status.state() == CurrentState.RUNNING);
    }

    private static String describe(CurrentState state) {
        return "it is " + state.name().toLowerCase(Locale.ROOT);
    }

    private void tell(Deployment deployment, String why) {
        Optional<Run> run = run(deployment);
        boolean running = deployment.status().state() == CurrentState.RUNNING;
        desk.signals()
                .accept(new DeploymentTroubled(
                        cluster(deployment, run),
                        running ? desk.now() : deployment.status().since(),
                        deployment.workspace(),
                        deployment.name(),
                        run.map(Run::jobId).orElse(deployment.id()),
                        running,
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
