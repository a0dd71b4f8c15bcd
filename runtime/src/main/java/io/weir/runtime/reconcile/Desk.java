package io.weir.runtime.reconcile;

import io.weir.collector.signal.Signal;
import io.weir.runtime.artifact.Artifacts;
import io.weir.runtime.deployment.ArtifactRef;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.DeploymentSpec;
import io.weir.runtime.deployment.DeploymentVersion;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Program;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.deployment.Status;
import io.weir.runtime.driver.Driver;
import io.weir.runtime.driver.RunPlan;
import io.weir.runtime.driver.session.JobOverviews;
import io.weir.runtime.python.PythonLaunch;
import io.weir.runtime.python.PythonPrograms;
import io.weir.runtime.sql.Scripts;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every act needs at hand. */
record Desk(
        Books books,
        Map<Mode, Driver> drivers,
        Artifacts artifacts,
        Scripts scripts,
        PythonPrograms pythons,
        Capacity capacity,
        JobOverviews overviews,
        Consumer<Signal> signals,
        Clock clock,
        Consumer<Milestone> milestones) {
    private static final int LONGEST = 4000;
    private static final Path GONE = Path.of("gone");
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    Desk {
        drivers = Map.copyOf(drivers);
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    void reached(Milestone milestone) {
        milestones.accept(milestone);
    }

    /** Writes a line into a run's log. */
    void say(Run run, String text) {
        String told = told(text);
        LOG.info("Run {} of deployment {}: {}", run.number(), run.deploymentId(), told);
        books.runs().say(run.id(), now(), told);
    }

    /** What Flink said, as it may be kept: without hidden values, and only then cut. */
    String told(String text) {
        String told = scripts.hidden().mask(text);
        return told.length() > LONGEST ? told.substring(0, LONGEST) + "..." : told;
    }

    Driver driver(Mode mode) {
        Driver driver = drivers.get(mode);
        if (driver == null) {
            throw new IllegalStateException("no driver for mode " + mode);
        }
        return driver;
    }

    Driver driver(Run run) {
        return driver(run.mode());
    }

    /** The plan of a run, made of what is stored. */
    RunPlan plan(Run run) {
        DeploymentVersion version = books.deployments()
                .version(run.deploymentId(), run.version())
                .orElseThrow(() -> new IllegalStateException("version " + run.version() + " is gone"));
        return plan(run, version.spec());
    }

    RunPlan plan(Run run, DeploymentSpec spec) {
        if (spec.program() instanceof Program.Python program) {
            PythonLaunch launch = pythons.launch(run.id(), program).orElse(null);
            return new RunPlan(run, spec, launch == null ? GONE : launch.program(), launch);
        }
        return new RunPlan(run, spec, jar(run, spec), null);
    }

    private Path jar(Run run, DeploymentSpec spec) {
        if (!(spec.program() instanceof Program.Jar program)) {
            return scripts.jar(run.id());
        }
        ArtifactRef artifact = program.artifact();
        return artifacts
                .find(artifact.name(), artifact.version())
                .map(artifacts::path)
                .orElse(GONE);
    }

    void status(Deployment deployment, Status status) {
        Status told = status.told(this::told);
        if (!deployment.status().equals(told)) {
            books.deployments().status(deployment.id(), told);
        }
    }
}
