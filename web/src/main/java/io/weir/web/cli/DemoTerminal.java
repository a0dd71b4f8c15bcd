package io.weir.web.cli;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.runtime.driver.local.HostedProcess;
import io.weir.runtime.driver.local.LocalCluster;
import io.weir.web.app.Appliance;
import io.weir.web.app.ApplianceOptions;
import io.weir.web.app.Version;
import io.weir.web.app.demo.DrillKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the demo says on the terminal. */
final class DemoTerminal implements ApplianceOptions.Listener {
    private static final int FIRST_EVENTS = 8;
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);
    private static final int DEMO_JOBS = 3;

    private final PrintWriter out;
    private final Path data;
    private final Clock clock;
    private final Instant began;
    private final boolean interactive = System.console() != null;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger jobs = new AtomicInteger();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String failure;
    private Instant lastProgress = Instant.EPOCH;

    DemoTerminal(PrintWriter out, Path data, Clock clock) {
        this.out = out;
        this.data = data;
        this.clock = clock;
        this.began = clock.instant();
    }

    void begin() {
        out.println("Weir " + Version.text() + ", demo. Everything it writes is in " + data);
    }

    @Override
    public synchronized void progress(String cluster, String step, int done, int total) {
        String line = "  Flink: " + step + (total > 0 ? "  (" + done + " of " + total + ")" : "");
        if (interactive) {
            // One line that changes, where there is somebody to watch it change.
            out.print("\r\u001b[K" + line);
            out.flush();
        } else if (Duration.between(lastProgress, clock.instant()).compareTo(PROGRESS_EVERY) >= 0) {
            out.println(line);
            lastProgress = clock.instant();
        }
    }

    @Override
    public void started(LocalCluster cluster) {
        progress(cluster.name(), "submitting the jobs", 0, DEMO_JOBS);
    }

    @Override
    public void submitted(String cluster, String job) {
        progress(cluster, "submitted " + job, jobs.incrementAndGet(), DEMO_JOBS);
        if (jobs.get() >= DEMO_JOBS) {
            over.countDown();
        }
    }

    @Override
    public void failed(String cluster, String message) {
        failure = message;
        over.countDown();
    }

    /** Waits until the demo's cluster runs its jobs; answers why it does not, or null. */
    @Nullable
    String awaitStart() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (interactive) {
            out.print("\r\u001b[K");
        }
        return failure;
    }

    private long seconds() {
        return Duration.between(began, clock.instant()).toSeconds();
    }

    void ready(Appliance appliance, Path webhookFile) {
        out.println("Ready after " + seconds() + " s.");
        out.println();
        out.println("  open    " + appliance.url());
        Credentials.print(out, appliance.newPassword(), data, "./weir demo");
        out.println("  pids    weir " + ProcessHandle.current().pid() + ", " + pids(appliance.hostedClusters()));
        out.println();
        out.println("  look at Jobs > orders: which vertex is slow, and what waits for it");
        out.println("          Events: inventory fails now and then; each failure fires and resolves");
        out.println("          Logs: level:WARN, or \"switched from RUNNING to FAILED\"");
        out.println("  break   ./weir demo drill "
                + DrillKind.ALL.stream().map(DrillKind::name).collect(Collectors.joining(" | ")));
        out.println("  notified: " + webhookFile + " gets what a webhook would get");
        out.println();
        out.println("Ctrl-C stops everything. Waiting for the first events ...");
        // Never closed: it listens for as long as the process lives.
        var unused = appliance.rules().onEvent(this::event);
    }

    private void event(Event event) {
        // That a job started is no news at this moment; trouble is.
        boolean news = event.state() != EventState.PENDING && event.severity() != Severity.INFO;
        if (!news || told.size() >= FIRST_EVENTS || !told.add(event.id())) {
            return;
        }
        if (told.size() == 1) {
            out.println("First event after " + seconds() + " s:");
        }
        out.println("  " + event.severity() + " " + event.rule() + ": " + event.summary());
        if (told.size() == FIRST_EVENTS) {
            out.println("  ... the others are on the events page.");
        }
    }

    private static String pids(List<LocalCluster> clusters) {
        return clusters.stream()
                .flatMap(cluster -> cluster.processes().stream())
                .filter(process -> process.state() != HostedProcess.State.EXITED)
                .map(process -> process.name() + " " + process.pid())
                .collect(Collectors.joining(", "));
    }

    /** The last word: everything is stopped. */
    void ending(List<LocalCluster> left) {
        String running = pids(left);
        out.println();
        out.println(running.isEmpty() ? "Stopped: every process of the demo is gone." : "Still running: " + running);
    }
}
