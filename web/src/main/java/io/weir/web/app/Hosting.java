package io.weir.web.app;

import io.weir.collector.Collector;
import io.weir.runtime.Runtime;
import io.weir.runtime.distribution.ArtifactGroup;
import io.weir.runtime.distribution.FlinkVersion;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.runtime.driver.local.LocalClusterSpec;
import io.weir.runtime.driver.session.JobSubmission;
import io.weir.web.api.Loop;
import io.weir.web.app.config.HostedCluster;
import io.weir.web.app.config.JobSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one hosted cluster up and submits its jobs; what fails is tried again, later each time. */
final class Hosting implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Hosting.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final HostedCluster spec;
    private final Runtime runtime;
    private final Collector collector;
    private final ProcessSources sources;
    private final ApplianceOptions.Listener listener;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile boolean tried;
    private volatile String step = "waiting for its turn";
    private volatile @Nullable Instant lastRun;
    private volatile @Nullable String lastError;

    Hosting(
            HostedCluster spec,
            Runtime runtime,
            Collector collector,
            ProcessSources sources,
            ApplianceOptions.Listener listener,
            Clock clock) {
        this.spec = spec;
        this.runtime = runtime;
        this.collector = collector;
        this.sources = sources;
        this.listener = listener;
        this.clock = clock;
    }

    String name() {
        return spec.name();
    }

    @Override
    public void run() {
        @Nullable URI rest = null;
        List<JobSettings> toSubmit = new ArrayList<>(spec.jobs());
        Duration pause = FIRST_PAUSE;
        while (stopped.getCount() > 0) {
            try {
                lastRun = clock.instant();
                if (rest == null) {
                    rest = startCluster();
                }
                submit(rest, toSubmit);
                lastError = null;
                tried = true;
                return;
            } catch (RuntimeException | LinkageError e) {
                // A class that is missing must not end the watching for good either.
                if (stopped.getCount() == 0) {
                    return;
                }
                String message = e.getMessage() == null ? e.toString() : e.getMessage();
                LOG.error("Hosted cluster {}: {}; trying again in {}", spec.name(), message, pause, e);
                lastError = message;
                tried = true;
                listener.failed(spec.name(), message);
            }
            pause = sleep(pause);
        }
    }

    private URI startCluster() {
        LocalCluster cluster = runtime.start(
                new LocalClusterSpec(
                        spec.name(),
                        new FlinkVersion(spec.flinkVersion()),
                        spec.taskManagers(),
                        spec.slots(),
                        spec.jobmanagerMemory(),
                        spec.taskmanagerMemory(),
                        spec.options()),
                spec.sql() ? Set.of(ArtifactGroup.CORE, ArtifactGroup.TABLE) : Set.of(ArtifactGroup.CORE),
                (doing, done, total) -> {
                    step = total > 0 ? doing + " (" + done + " of " + total + ")" : doing;
                    listener.progress(spec.name(), doing, done, total);
                });
        collector.watch(spec.name(), cluster.rest());
        sync();
        listener.started(cluster);
        return cluster.rest();
    }

    /** Submits what is left; a job that was submitted leaves the list, so that a retry does not touch it. */
    private void submit(URI rest, List<JobSettings> toSubmit) {
        while (!toSubmit.isEmpty()) {
            JobSettings job = toSubmit.get(0);
            step = "submitting job " + job.name();
            runtime.submit(
                    rest,
                    new JobSubmission(job.name(), job.jar(), job.entryClass(), job.arguments(), job.parallelism()));
            toSubmit.remove(0);
            listener.submitted(spec.name(), job.name());
        }
    }

    private Duration sleep(Duration pause) {
        try {
            if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return pause;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    /** Makes targets and log sources match the processes there are. Survives every fault: it is called again. */
    void sync() {
        try {
            sources.sync(spec.name(), spec.labels());
        } catch (RuntimeException e) {
            LOG.warn("The processes of {} could not be handed to the collector", spec.name(), e);
        }
    }

    void stop() {
        stopped.countDown();
    }

    Optional<String> missing() {
        return tried ? Optional.empty() : Optional.of("cluster " + spec.name() + " is being started: " + step);
    }

    Loop loop() {
        String name = "hosting " + spec.name();
        String error = lastError;
        if (error != null) {
            return Loop.error(name, lastRun, error);
        }
        return tried ? Loop.ok(name, lastRun) : Loop.unknown(name, lastRun, null);
    }
}
