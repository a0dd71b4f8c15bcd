package io.weir.collector.discovery.flink;

import io.weir.collector.discovery.Discovery;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.metric.Labels;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the targets of a cluster that is known by its REST address alone, for as long as it is open. When every process' page is
 * found, the pages are scraped; else the metrics are read by REST, all of them, so that no series comes twice. A process whose page
 * is lost later is searched for a while before that. While the cluster is unknown everything stays as it is. Thread-safe.
 */
public final class FlinkDiscovery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FlinkDiscovery.class);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    /** How often processes are compared with those that pages were found for; that asks nobody. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Discovery discovery;
    private final MetricsSwitch metrics;
    private final Supplier<ClusterState> cluster;
    private final Supplier<List<TargetStatus>> statuses;
    private final Labels labels;
    private final ScrapeOptions options;
    private final FlinkRest rest;
    private final PortProbe probe;
    private final PageSearch search;
    private final SearchTimes times;
    private final Thread thread;
    private volatile boolean closing;
    private Map<String, URI> pages = Map.of();
    private List<Target> published = List.of();

    /**
     * Begins to search as soon as the cluster answers.
     *
     * @param discovery is told the targets that are found; closed with this
     * @param cluster what is known of it
     * @param statuses how targets are: one that is down is searched anew
     * @param labels of every target, beside those that say which process it is
     * @param timeout of one REST call
     * @param patience how long a lost page is searched for before the metrics are read by REST
     */
    public FlinkDiscovery(
            Discovery discovery,
            MetricsSwitch metrics,
            Supplier<ClusterState> cluster,
            Supplier<List<TargetStatus>> statuses,
            Labels labels,
            ScrapeOptions options,
            Duration timeout,
            Duration patience) {
        this.discovery = discovery;
        this.metrics = metrics;
        this.cluster = cluster;
        this.statuses = statuses;
        this.labels = labels;
        this.options = options;
        this.rest = new FlinkRest(cluster.get().rest(), timeout);
        this.probe = new PortProbe(PROBE_TIMEOUT);
        this.search = new PageSearch(probe);
        this.times = new SearchTimes(patience);
        this.thread = new Thread(this::run, "weir-discover-" + cluster.get().name());
        this.thread.setDaemon(true);
        this.thread.start();
    }

    private void run() {
        while (!closing) {
            try {
                look();
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            } catch (InterruptedException e) {
                if (!closing) {
                    log.warn(
                            "the search for pages of {} was interrupted and goes on",
                            cluster.get().name());
                }
            }
        }
    }

    private void look() throws InterruptedException {
        ClusterState state = cluster.get();
        try {
            if (state.reachability() instanceof Reachability.Unknown) {
                // What stands there while the cluster is away is told by its own state.
                return;
            }
            if (times.isDue(members(state), isDown(), System.nanoTime())) {
                search(state);
            }
        } catch (FlinkRestException e) {
            discovery.failed(String.valueOf(e.getMessage()));
            times.failed(System.nanoTime());
        } catch (RuntimeException e) {
            log.error("a search for pages of {} failed within Weir", state.name(), e);
            discovery.failed("Weir failed: " + e);
            times.failed(System.nanoTime());
        }
    }

    private void search(ClusterState state) throws FlinkRestException, InterruptedException {
        Map<String, String> configuration = rest.configuration();
        ReporterPorts ports = ReporterPorts.of(configuration);
        if (ports.isEmpty()) {
            times.searched(members(state), true, System.nanoTime());
            tell(List.of(), true);
            metrics.byRest(true);
            return;
        }
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(String.valueOf(state.rest().getHost()));
        hosts.add(configuration.getOrDefault(
                "jobmanager.rpc.address", String.valueOf(state.rest().getHost())));
        PageSearch.Result result = search.search(state, hosts, ports, pages);
        boolean complete = result.missing().isEmpty();
        times.searched(members(state), complete, System.nanoTime());
        pages = result.pages();
        if (complete || !published.isEmpty() && times.isPatient(System.nanoTime())) {
            metrics.byRest(false);
            tell(targets(state), complete);
        } else {
            tell(List.of(), false);
            metrics.byRest(true);
        }
        if (!complete) {
            List<String> missing = result.missing();
            discovery.failed(missing.get(0)
                    + (missing.size() > 1 ? " (and " + (missing.size() - 1) + " more)" : "")
                    + (published.isEmpty() ? "; the cluster's metrics are read from its REST API meanwhile" : ""));
        }
    }

    /** Tells nothing that was told before, unless an earlier fault is over: the next search would bring the same fault again. */
    private void tell(List<Target> targets, boolean complete) {
        if (complete || !targets.equals(published)) {
            published = targets;
            discovery.publish(targets);
        }
    }

    private List<Target> targets(ClusterState state) {
        List<Target> targets = new ArrayList<>();
        pages.forEach((process, url) -> targets.add(new Target(
                state.name(),
                process,
                url,
                labels.with(Labels.of(
                        "cluster", state.name(), "process", process, "instance", String.valueOf(url.getAuthority()))),
                options)));
        return List.copyOf(targets);
    }

    /** Changes when a TaskManager comes, goes or is started anew. */
    private static Set<String> members(ClusterState state) {
        return state.taskManagers().stream()
                .map((TaskManager one) -> one.id() + " " + one.path())
                .collect(Collectors.toSet());
    }

    private boolean isDown() {
        return !published.isEmpty()
                && statuses.get().stream()
                        .anyMatch(status ->
                                status.health() == TargetStatus.Health.DOWN && published.contains(status.target()));
    }

    /** Ends the search; the targets stay as they are. */
    public void stop() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rest.close();
        probe.close();
    }

    /** Ends the search; the targets are gone. Reading by REST stays as it is. */
    @Override
    public void close() {
        stop();
        discovery.close();
    }
}
