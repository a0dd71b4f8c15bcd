package io.weir.collector;

import io.weir.collector.cluster.ClusterWatch;
import io.weir.collector.cluster.JobHistory;
import io.weir.collector.discovery.Discoveries;
import io.weir.collector.discovery.Origin;
import io.weir.collector.discovery.flink.FlinkDiscovery;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.head.Head;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.restmetrics.RestMetrics;
import io.weir.collector.signal.Signal;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.TargetStatus;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The watched clusters, with the search for their pages and the reading of their metrics by REST. Thread-safe. */
final class Watches implements AutoCloseable {
    /** A TaskManager that is started anew serves its page again within this time. */
    private static final Duration LOST_PAGE_PATIENCE = Duration.ofMinutes(2);

    private final CollectorConfig config;
    private final Clock clock;
    private final Head head;
    private final JobHistory history;
    private final Consumer<Signal> signals;
    private final Discoveries discoveries;
    private final Supplier<List<TargetStatus>> targets;
    private volatile BinaryOperator<String> told = (cluster, text) -> text;
    private final Map<String, ClusterWatch> watches = new ConcurrentHashMap<>();
    private final Map<String, FlinkDiscovery> searches = new ConcurrentHashMap<>();
    private final Map<String, RestMetrics> restMetrics = new ConcurrentHashMap<>();

    Watches(
            CollectorConfig config,
            Clock clock,
            Head head,
            JobHistory history,
            Consumer<Signal> signals,
            Discoveries discoveries,
            Supplier<List<TargetStatus>> targets) {
        this.config = config;
        this.clock = clock;
        this.head = head;
        this.history = history;
        this.signals = signals;
        this.discoveries = discoveries;
        this.targets = targets;
    }

    void told(BinaryOperator<String> texts) {
        told = texts;
    }

    FlinkRest rest(String cluster, URI address, Duration timeout) {
        return new FlinkRest(address, timeout, text -> told.apply(cluster, text));
    }

    List<ClusterState> states() {
        return watches.values().stream()
                .map(ClusterWatch::state)
                .sorted(Comparator.comparing(ClusterState::name))
                .toList();
    }

    Optional<ClusterWatch> find(String cluster) {
        return Optional.ofNullable(watches.get(cluster));
    }

    List<TargetStatus> restReadings() {
        return restMetrics.values().stream()
                .map(RestMetrics::status)
                .sorted(Comparator.comparing(status -> status.target().cluster()))
                .toList();
    }

    List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>();
        watches.values().forEach(watch -> metrics.addAll(watch.selfMetrics()));
        restMetrics.values().forEach(reader -> metrics.addAll(reader.selfMetrics()));
        return metrics;
    }

    void watch(String cluster, URI rest) {
        unwatch(cluster);
        synchronized (watches) {
            watches.put(
                    cluster,
                    new ClusterWatch(
                            cluster,
                            rest(cluster, rest, config.pollTimeout()),
                            rest,
                            config.pollInterval(),
                            config.pollTimeout(),
                            clock,
                            history,
                            signals));
        }
    }

    void readMetricsByRest(String cluster, Labels labels) {
        synchronized (watches) {
            ClusterWatch watch = watched(cluster);
            restMetrics.computeIfAbsent(
                    cluster,
                    name -> new RestMetrics(
                            name,
                            watch.state().rest(),
                            labels,
                            watch::state,
                            config.scrapeInterval(),
                            config.pollTimeout(),
                            head,
                            clock));
        }
    }

    void findMetrics(String cluster, Labels labels, ScrapeOptions options) {
        synchronized (watches) {
            ClusterWatch watch = watched(cluster);
            searches.computeIfAbsent(
                    cluster,
                    name -> new FlinkDiscovery(
                            discoveries.open(new Origin(
                                    Origin.Kind.FLINK,
                                    name + " " + watch.state().rest())),
                            on -> switchToRest(watch, labels, on),
                            watch::state,
                            targets,
                            labels,
                            options,
                            config.pollTimeout(),
                            LOST_PAGE_PATIENCE));
        }
    }

    private ClusterWatch watched(String cluster) {
        ClusterWatch watch = watches.get(cluster);
        if (watch == null) {
            throw new IllegalArgumentException("cluster " + cluster + " is not watched; watch it first");
        }
        return watch;
    }

    /** Does nothing for a watch that is not the cluster's any more. */
    private void switchToRest(ClusterWatch watch, Labels labels, boolean on) {
        String cluster = watch.state().name();
        synchronized (watches) {
            if (watches.get(cluster) == watch) {
                if (on) {
                    readMetricsByRest(cluster, labels);
                } else {
                    stopReadingMetricsByRest(cluster);
                }
            }
        }
    }

    private void stopReadingMetricsByRest(String cluster) {
        synchronized (watches) {
            RestMetrics reader = restMetrics.remove(cluster);
            if (reader != null) {
                reader.close();
            }
        }
    }

    void unwatch(String cluster) {
        @Nullable ClusterWatch watch;
        @Nullable FlinkDiscovery search;
        synchronized (watches) {
            watch = watches.remove(cluster);
            search = searches.remove(cluster);
            stopReadingMetricsByRest(cluster);
        }
        // A search that is just switching to REST waits for the lock, so it is not held here.
        if (search != null) {
            search.close();
        }
        if (watch != null) {
            watch.close();
        }
    }

    /** Ends everything; targets that were found stay as they are. */
    @Override
    public void close() {
        searches.values().forEach(FlinkDiscovery::stop);
        synchronized (watches) {
            restMetrics.values().forEach(RestMetrics::close);
            watches.values().forEach(ClusterWatch::close);
        }
    }
}
