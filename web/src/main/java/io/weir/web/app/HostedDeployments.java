package io.weir.web.app;

import io.weir.collector.Collector;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.Signal;
import io.weir.runtime.Runtime;
import io.weir.runtime.driver.local.LocalCluster;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clusters of single deployments: watched from their first process to their last, their processes handed to the collector and to
 * diagnosis. A deployment that was suspended is not a cluster that is down.
 */
final class HostedDeployments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostedDeployments.class);
    private static final long SYNC_SECONDS = 5;

    private final Runtime runtime;
    private final Collector collector;
    private final ProcessSources sources;
    private final Set<String> configured;
    private final Map<String, URI> remote;
    private final Map<String, URI> watched = new HashMap<>();
    private final ScheduledExecutorService syncing =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "deployment-sync"));

    /**
     * @param configured the names of clusters hosted by the config
     * @param remote the REST addresses of watched clusters, by name
     */
    HostedDeployments(
            Runtime runtime,
            Collector collector,
            ProcessSources sources,
            Set<String> configured,
            Map<String, URI> remote) {
        this.runtime = runtime;
        this.collector = collector;
        this.sources = sources;
        this.configured = Set.copyOf(configured);
        this.remote = Map.copyOf(remote);
        collector.onSignal(this::onSignal);
    }

    void start() {
        runtime.reconcile(name -> Optional.ofNullable(remote.get(name)), this::taken);
        var unused = syncing.scheduleWithFixedDelay(this::sync, 0, SYNC_SECONDS, TimeUnit.SECONDS);
    }

    private Optional<String> taken(String name) {
        return configured.contains(name) || remote.containsKey(name)
                ? Optional.of("the name " + name + " is taken by a cluster of the config; choose another one")
                : Optional.empty();
    }

    private void onSignal(Signal signal) {
        boolean ofProcess = signal instanceof ProcessStarted || signal instanceof ProcessExited;
        if (ofProcess && !configured.contains(signal.cluster()) && !syncing.isShutdown()) {
            syncing.execute(this::sync);
        }
    }

    private synchronized void sync() {
        try {
            List<LocalCluster> clusters = runtime.clusters().stream()
                    .filter(cluster -> !configured.contains(cluster.name()))
                    .toList();
            Set<String> gone = new HashSet<>(watched.keySet());
            for (LocalCluster cluster : clusters) {
                gone.remove(cluster.name());
                if (!cluster.rest().equals(watched.put(cluster.name(), cluster.rest()))) {
                    collector.watch(cluster.name(), cluster.rest());
                }
                sources.sync(cluster.name(), Map.of());
            }
            for (String name : gone) {
                watched.remove(name);
                collector.unwatch(name);
                sources.sync(name, Map.of());
            }
        } catch (RuntimeException e) {
            LOG.warn("The clusters of deployments could not be handed to the collector; trying again", e);
        }
    }

    @Override
    public void close() {
        syncing.shutdownNow();
    }
}
