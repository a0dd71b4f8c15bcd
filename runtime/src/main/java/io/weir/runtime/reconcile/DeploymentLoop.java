package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DesiredState;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.Restore.From;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.deployment.Status;
import io.weir.runtime.deployment.Wish;
import io.weir.runtime.driver.Presence;
import io.weir.runtime.driver.session.FlinkJobs;
import io.weir.runtime.driver.session.JobState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One deployment's loop. One thread at a time. */
final class DeploymentLoop {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentLoop.class);

    /** A JobManager that has just begun to answer may not know its jobs yet. */
    private static final Duration MISSING = Duration.ofSeconds(10);

    private static final Duration RECOVERY_WINDOW = Duration.ofMinutes(10);
    private static final int MOST_RECOVERIES = 5;

    private final String id;
    private final Desk desk;
    private final Starting starting;
    private final Stopping stopping;
    private final Cancelling cancelling;
    private final Savepoints savepoints;
    private final Ending ending;
    private final Trouble trouble;
    private @Nullable Instant missingSince;

    DeploymentLoop(String id, Desk desk) {
        this.id = id;
        this.desk = desk;
        this.ending = new Ending(desk);
        this.trouble = new Trouble(desk);
        this.savepoints = new Savepoints(desk);
        this.starting = new Starting(desk, ending);
        this.stopping = new Stopping(desk, ending, savepoints);
        this.cancelling = new Cancelling(desk, ending);
    }

    /** Observes, compares, acts once; whatever goes wrong is noted and tried again. Empty when the deployment is gone. */
    Optional<Pace> turn() {
        Optional<Deployment> found = desk.books().deployments().find(id);
        if (found.isEmpty()) {
            trouble.gone();
            return Optional.empty();
        }
        Deployment deployment = found.get();
        trouble.look(deployment);
        try {
            return Optional.of(turn(deployment));
        } catch (IOException e) {
            desk.status(deployment, deployment.status().unknown(String.valueOf(e.getMessage()), desk.now()));
            return Optional.of(deployment.status().state() == CurrentState.TRANSITIONING ? Pace.SOON : Pace.LATER);
        } catch (RuntimeException e) {
            LOG.error("The loop of deployment {} failed; it goes on", deployment.name(), e);
            desk.status(deployment, deployment.status().unknown("Weir made a mistake: " + e, desk.now()));
            return Optional.of(Pace.UNHURRIED);
        }
    }

    private Pace turn(Deployment deployment) throws IOException {
        Optional<Act> act = desk.books().acts().find(id);
        if (act.isPresent()) {
            return carryOn(deployment, act.get());
        }
        Optional<Run> run = Optional.ofNullable(deployment.status().runId())
                .flatMap(desk.books().runs()::find)
                .filter(one -> !one.state().isOver());
        return run.isPresent() ? observe(deployment, run.get()) : idle(deployment);
    }

    private Pace carryOn(Deployment deployment, Act act) throws IOException {
        Run run = desk.books()
                .runs()
                .find(act.runId())
                .orElseThrow(() -> new IllegalStateException("run " + act.runId() + " is not in the books"));
        return switch (act.kind()) {
            case START -> starting.carryOn(deployment, act, run);
            case STOP -> stopping.carryOn(deployment, act, run);
            case CANCEL -> cancelling.carryOn(deployment, act, run);
            case RELEASE -> ending.release(deployment, act, run);
        };
    }

    private Pace observe(Deployment deployment, Run run) throws IOException {
        Presence presence = desk.driver(run).find(desk.plan(run));
        if (presence instanceof Presence.Unknown unknown) {
            throw new IOException(unknown.why());
        }
        if (presence instanceof Presence.Gone gone) {
            return ending.over(deployment, 0, run, RunState.LOST, gone.why(), () -> {});
        }
        Presence.There there = (Presence.There) presence;
        FlinkJobs jobs = new FlinkJobs(there.rest());
        Optional<JobState> job = desk.overviews().state(there.rest(), run.jobId());
        if (job.isEmpty()) {
            return missing(deployment, run);
        }
        missingSince = null;
        if (job.get().isOver()) {
            return over(deployment, run, jobs, job.get());
        }
        Deployment known = deployment.being(known(deployment.status(), job.get()));
        desk.status(deployment, known.status());
        if (savepoints.carryOn(run, there)) {
            return Pace.SOON;
        }
        return deployment.hasOpenWish() ? change(known, run) : Pace.STEADY;
    }

    /** It can be told again; and what was slow to start has started. */
    private static Status known(Status status, JobState job) {
        String note = status.note();
        boolean started = note != null && note.startsWith(Trouble.SLOW) && job.running();
        return started ? status.known().noting(null) : status.known();
    }

    private Pace missing(Deployment deployment, Run run) throws IOException {
        Instant since = missingSince;
        if (since == null) {
            missingSince = desk.now();
        } else if (Duration.between(since, desk.now()).compareTo(MISSING) > 0) {
            missingSince = null;
            return ending.over(
                    deployment,
                    0,
                    run,
                    RunState.LOST,
                    "cluster " + run.cluster() + " does not know its job any more",
                    () -> {});
        }
        throw new IOException("cluster " + run.cluster() + " does not know its job");
    }

    private Pace over(Deployment deployment, Run run, FlinkJobs jobs, JobState job) throws IOException {
        return switch (job.status()) {
            case "FINISHED" -> ending.over(deployment, 0, run, RunState.FINISHED, "its job finished", () -> {});
            case "CANCELED" ->
                ending.over(deployment, 0, run, RunState.CANCELLED, "its job was cancelled outside of Weir", () -> {});
            default ->
                ending.over(deployment, 0, run, RunState.FAILED, Trouble.OF_JOB + jobs.failure(run.jobId()), () -> {});
        };
    }

    /** What is wanted of a deployment whose job runs. */
    private Pace change(Deployment deployment, Run run) throws IOException {
        Wish wish = deployment.wish();
        return switch (wish.state()) {
            case SUSPENDED -> stopping.begin(deployment, run, "suspended by " + wish.by());
            case CANCELLED -> cancelling.begin(deployment, run, "cancelled by " + wish.by());
            case RUNNING -> {
                if (wish.version() == run.version()) {
                    yield settle(deployment, deployment.status().state(), null);
                }
                Optional<String> lack = desk.books()
                        .deployments()
                        .version(id, wish.version())
                        .flatMap(version -> desk.capacity().lack(deployment, version.spec()));
                if (lack.isPresent()) {
                    // Said before what runs is stopped for it.
                    yield settle(
                            deployment,
                            deployment.status().state(),
                            "version " + wish.version() + " is not started: " + lack.get() + "; version "
                                    + run.version() + " runs on");
                }
                String why = "version " + wish.version() + " wanted by " + wish.by();
                yield wish.restore().from() == From.NONE
                        ? cancelling.begin(deployment, run, why)
                        : stopping.begin(deployment, run, why);
            }
        };
    }

    /** Nothing of it runs. */
    private Pace idle(Deployment deployment) throws IOException {
        Wish wish = deployment.wish();
        if (deployment.hasOpenWish()) {
            return switch (wish.state()) {
                case RUNNING ->
                    starting.begin(
                            deployment, wish.version(), wish.restore(), wish.number(), "started by " + wish.by());
                case CANCELLED -> settle(deployment, CurrentState.CANCELLED, null);
                case SUSPENDED -> suspendIdle(deployment);
            };
        }
        return recover(deployment);
    }

    private Pace suspendIdle(Deployment deployment) {
        StateChoice.Choice choice = new StateChoice(desk.books()).choose(deployment, Restore.of(From.LATEST_STATE));
        if (choice instanceof StateChoice.From from) {
            return settle(deployment, CurrentState.SUSPENDED, "it would go on from " + from.path() + ": " + from.why());
        }
        return settle(
                deployment,
                deployment.status().state() == CurrentState.TRANSITIONING
                        ? CurrentState.FAILED
                        : deployment.status().state(),
                "nothing of it runs, and there is no state to go on from");
    }

    private Pace settle(Deployment deployment, CurrentState state, @Nullable String note) {
        desk.status(
                deployment,
                deployment
                        .status()
                        .become(state, deployment.status().runId(), note, desk.now())
                        .handled(deployment.wish().number()));
        return Pace.LATER;
    }

    /** A run that was lost, not ended, is followed by another one from its latest state. */
    private Pace recover(Deployment deployment) throws IOException {
        Optional<Run> last = Optional.ofNullable(deployment.status().runId())
                .flatMap(desk.books().runs()::find)
                .filter(run -> run.state() == RunState.LOST);
        boolean wanted = deployment.wish().state() == DesiredState.RUNNING;
        if (last.isEmpty() || !wanted) {
            return Pace.LATER;
        }
        Instant window = desk.now().minus(RECOVERY_WINDOW);
        long lost = desk.books().runs().of(id, 50).stream()
                .filter(run -> run.state() == RunState.LOST && run.startedAt().isAfter(window))
                .count();
        if (lost > MOST_RECOVERIES) {
            return giveUp(
                    deployment,
                    last.get(),
                    "it was lost " + lost + " times in " + RECOVERY_WINDOW.toMinutes()
                            + " minutes and is left alone; start it again when the cause is gone");
        }
        Restore restore =
                new Restore(From.LATEST_STATE, null, deployment.wish().restore().allowNonRestored());
        StateChoice.Choice choice = new StateChoice(desk.books()).choose(deployment, restore);
        if (choice instanceof StateChoice.Refused refused) {
            return giveUp(deployment, last.get(), last.get().reason() + "; not started again: " + refused.needs());
        }
        return starting.begin(
                deployment,
                last.get().version(),
                restore,
                0,
                "restored, since " + last.get().reason());
    }

    /** From here on a person is needed: the run counts as failed, not as lost. */
    private Pace giveUp(Deployment deployment, Run run, String note) {
        desk.books().together(() -> {
            desk.books().runs().put(run.over(RunState.FAILED, desk.told(note), desk.now()));
            desk.status(deployment, deployment.status().become(CurrentState.FAILED, run.id(), note, desk.now()));
        });
        desk.say(run, note);
        return Pace.LATER;
    }
}
