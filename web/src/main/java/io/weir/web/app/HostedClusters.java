package io.weir.web.app;

import io.weir.collector.Collector;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.Signal;
import io.weir.diagnosis.Diagnosis;
import io.weir.runtime.Runtime;
import io.weir.web.api.Loop;
import io.weir.web.app.config.HostedCluster;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clusters that Weir runs itself: each is started on a thread of its own, and tried again for as long as it takes. */
final class HostedClusters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostedClusters.class);
    private static final long SYNC_SECONDS = 5;

    private final List<Hosting> hostings;
    private final ExecutorService starters;
    private final java.util.concurrent.ScheduledExecutorService syncing;

    HostedClusters(
            List<HostedCluster> specs,
            Runtime runtime,
            Collector collector,
            Diagnosis diagnosis,
            ApplianceOptions.Listener listener,
            Clock clock) {
        ProcessSources sources = new ProcessSources(runtime, collector, diagnosis);
        this.hostings = specs.stream()
                .map(spec -> new Hosting(spec, runtime, collector, sources, listener, clock))
                .toList();
        this.starters = Executors.newFixedThreadPool(Math.max(1, specs.size()), task -> new Thread(task, "hosting"));
        this.syncing = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "hosting-sync"));
        collector.onSignal(this::onSignal);
    }

    void start() {
        hostings.forEach(starters::execute);
        // Signals say at once what changed; this makes good a signal that went by while a cluster was just being
        // started.
        var unused = syncing.scheduleWithFixedDelay(
                () -> hostings.forEach(Hosting::sync), SYNC_SECONDS, SYNC_SECONDS, TimeUnit.SECONDS);
    }

    private void onSignal(Signal signal) {
        if (signal instanceof ProcessStarted || signal instanceof ProcessExited) {
            hostings.stream()
                    .filter(hosting -> hosting.name().equals(signal.cluster()))
                    .forEach(Hosting::sync);
        }
    }

    /** What was not tried yet, in words. */
    List<String> missing() {
        return hostings.stream().flatMap(hosting -> hosting.missing().stream()).toList();
    }

    List<Loop> loops() {
        return hostings.stream().map(Hosting::loop).toList();
    }

    @Override
    public void close() {
        hostings.forEach(Hosting::stop);
        starters.shutdownNow();
        syncing.shutdownNow();
        try {
            if (!starters.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("A hosted cluster is still being started; its processes are stopped all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
