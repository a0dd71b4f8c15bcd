package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentVersion;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Restore;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.RunState;
import io.weir.runtime.deployment.SpecException;
import io.weir.runtime.distribution.DistributionException;
import io.weir.runtime.distribution.Progress;
import io.weir.runtime.driver.Driver;
import io.weir.runtime.driver.Presence;
import io.weir.runtime.driver.RunPlan;
import io.weir.runtime.driver.StartFailedException;
import io.weir.runtime.driver.session.FlinkJobs;
import io.weir.runtime.driver.session.JobState;
import io.weir.runtime.snapshot.StateFiles;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Starting a run, from the decision to the first sight of its job at work. */
final class Starting {
    /** After that a job that is there, but not all at work, counts as started; Flink goes on trying. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Desk desk;
    private final Ending ending;

    Starting(Desk desk, Ending ending) {
        this.desk = desk;
        this.ending = ending;
    }

    /**
     * Decides what to start from and writes the run.
     *
     * @param wish 0 when nobody wished it
     */
    Pace begin(Deployment deployment, int version, Restore restore, long wish, String why) throws IOException {
        Optional<DeploymentVersion> found = desk.books().deployments().version(deployment.id(), version);
        if (found.isEmpty()) {
            return refuse(deployment, wish, "version " + version + " is not there any more");
        }
        StateChoice.Choice choice = new StateChoice(desk.books()).choose(deployment, restore);
        if (choice instanceof StateChoice.Refused refused) {
            return refuse(deployment, wish, "not started: " + refused.needs());
        }
        String path = choice instanceof StateChoice.From from ? from.path() : null;
        String reason = choice instanceof StateChoice.From from
                ? "restored from " + from.path() + ": " + from.why()
                : "begins empty: " + ((StateChoice.Empty) choice).why();
        Run run = run(deployment, found.get(), path, restore.allowNonRestored());
        desk.scripts().runsOn(run.cluster());
        synchronized (desk.capacity()) {
            // An upgrade was looked at before what ran was stopped for it, and a lost run had its place.
            Optional<String> lack = wish == 0 || deployment.status().state() == CurrentState.TRANSITIONING
                    ? Optional.empty()
                    : desk.capacity().lack(deployment, found.get().spec());
            if (lack.isPresent()) {
                return refuse(deployment, wish, "not started: " + lack.get());
            }
            desk.books().together(() -> {
                desk.books().runs().put(run);
                desk.books().acts().put(new Act(deployment.id(), Act.Kind.START, run.id(), null, wish, desk.now()));
                desk.status(
                        deployment, deployment.status().become(CurrentState.TRANSITIONING, run.id(), null, desk.now()));
            });
        }
        desk.say(run, why + ": version " + version + " as job " + run.jobId() + ", " + reason);
        desk.reached(Milestone.START_WRITTEN);
        return Pace.AT_ONCE;
    }

    private Pace refuse(Deployment deployment, long wish, String needs) {
        CurrentState state = deployment.status().state() == CurrentState.TRANSITIONING
                ? CurrentState.FAILED
                : deployment.status().state();
        desk.status(
                deployment,
                deployment
                        .status()
                        .become(state, deployment.status().runId(), needs, desk.now())
                        .handled(Math.max(wish, deployment.status().handled())));
        return Pace.LATER;
    }

    private Run run(
            Deployment deployment,
            DeploymentVersion version,
            @org.jspecify.annotations.Nullable String path,
            boolean nonRestored)
            throws IOException {
        List<Run> before = desk.books().runs().of(deployment.id(), 1);
        int number = before.isEmpty() ? 1 : before.get(0).number() + 1;
        Mode mode = version.spec().mode();
        Instant now = desk.now();
        Run draft = new Run(
                UUID.randomUUID().toString(),
                deployment.id(),
                number,
                version.number(),
                mode,
                mode == Mode.APPLICATION
                        ? deployment.name()
                        : String.valueOf(version.spec().session()),
                UUID.randomUUID().toString().replace("-", ""),
                RunState.STARTING,
                path,
                nonRestored,
                null,
                now,
                null,
                null,
                null);
        return draft.keeping(desk.driver(mode).checkpoints(desk.plan(draft, version.spec())));
    }

    /** Goes on with a start, by looking how far it came. */
    Pace carryOn(Deployment deployment, Act act, Run run) throws IOException {
        RunPlan plan = desk.plan(run);
        Driver driver = desk.driver(run);
        Presence presence = driver.find(plan);
        if (presence instanceof Presence.Unknown unknown) {
            throw new IOException(unknown.why());
        }
        Optional<JobState> job = Optional.empty();
        if (presence instanceof Presence.There there) {
            job = state(there.rest(), run);
        }
        if (job.isPresent() && presence instanceof Presence.There there) {
            return judge(deployment, act, run, there.rest(), job.get());
        }
        String own = StateChoice.checkpointsOf(run);
        if (own != null && !StateFiles.in(own).isEmpty()) {
            // It ran before we looked. To start it as it was planned would go back behind its own checkpoints.
            return ending.over(deployment, act, run, RunState.LOST, "its job was gone before it was seen running");
        }
        if (presence instanceof Presence.There there && run.mode() == Mode.APPLICATION) {
            return awaitJob(deployment, act, run, there.rest());
        }
        try {
            Progress progress =
                    (step, done, total) -> desk.say(run, total > 0 ? step + " (" + done + " of " + total + ")" : step);
            desk.scripts().prepare(deployment.workspace(), run.id(), deployment.name(), plan.spec(), progress);
            desk.pythons()
                    .prepare(deployment.workspace(), run.id(), plan.spec())
                    .ifPresent(check -> desk.say(run, check.message()));
            driver.start(desk.plan(run), progress);
        } catch (StartFailedException | SpecException | DistributionException e) {
            return failed(deployment, act, run, e.getMessage() + said(run));
        }
        desk.reached(Milestone.START_DONE);
        return Pace.AT_ONCE;
    }

    /** The cluster is up and has not yet told its job. */
    private Pace awaitJob(Deployment deployment, Act act, Run run, URI rest) throws IOException {
        // It may have begun its job since it was asked for; a program that has ended begins none.
        if (new FlinkJobs(rest).programEnded() && state(rest, run).isEmpty()) {
            return failed(deployment, act, run, "its program ended and had begun no job" + said(run));
        }
        return expired(act) ? failed(deployment, act, run, "its cluster never showed the job" + said(run)) : Pace.SOON;
    }

    private static Optional<JobState> state(URI rest, Run run) throws IOException {
        try {
            return new FlinkJobs(rest).state(run.jobId());
        } catch (IOException e) {
            throw new IOException("its job cannot be asked for: " + e.getMessage(), e);
        }
    }

    private Pace judge(Deployment deployment, Act act, Run run, URI rest, JobState job) throws IOException {
        if (job.status().equals("FAILED")) {
            return failed(deployment, act, run, new FlinkJobs(rest).failure(run.jobId()) + said(run));
        }
        if (job.status().equals("FINISHED")) {
            return ending.over(deployment, act, run.running(desk.now()), RunState.FINISHED, "its job finished");
        }
        if (job.status().equals("CANCELED")) {
            return ending.over(deployment, act, run, RunState.CANCELLED, "its job was cancelled outside of Weir");
        }
        boolean atWork = job.status().equals("RUNNING") && job.running();
        if (!atWork && !expired(act)) {
            return Pace.SOON;
        }
        String note = atWork
                ? null
                : Trouble.SLOW + PATIENCE.toMinutes() + " minutes after its start; Flink says " + job.status();
        desk.reached(Milestone.START_SEEN);
        desk.books().together(() -> {
            desk.books().runs().put(run.running(desk.now()));
            desk.books().acts().done(deployment.id());
            desk.status(
                    deployment,
                    deployment
                            .status()
                            .become(CurrentState.RUNNING, run.id(), note, desk.now())
                            .handled(Math.max(act.wish(), deployment.status().handled())));
        });
        desk.say(run, note == null ? "all tasks run" : note);
        return Pace.AT_ONCE;
    }

    /** Flink tells the exit code of a Python program; why it ended is what it wrote. */
    private String said(Run run) {
        RunPlan plan = desk.plan(run);
        List<String> said = plan.isPython() ? desk.driver(run).said(plan) : List.of();
        return said.isEmpty() ? "" : "\nThe program wrote last:\n" + String.join("\n", said);
    }

    private boolean expired(Act act) {
        return Duration.between(act.at(), desk.now()).compareTo(PATIENCE) > 0;
    }

    private Pace failed(Deployment deployment, Act act, Run run, String why) {
        return ending.over(deployment, act, run, RunState.FAILED, "it did not start: " + why);
    }
}
