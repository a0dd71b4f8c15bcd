package io.weir.diagnosis.log;

import io.weir.collector.kubernetes.PodLogs;
import io.weir.collector.metric.SelfMetric;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Everything whose lines are fetched: files that are named or found by patterns, logs by Flink's REST API, logs of pods. Thread-safe. */
public final class LogFollowing implements AutoCloseable {
    private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(2);

    private final LogSink sink;
    private final PlausibleTime plausible;
    private final Clock clock;
    private final LogTail tail;
    private final List<RestTail> restTails = new CopyOnWriteArrayList<>();
    private final List<PodTail> podTails = new CopyOnWriteArrayList<>();
    private volatile @Nullable LogDiscovery discovery;

    /** Follows nothing yet. */
    public LogFollowing(LogSink sink, PlausibleTime plausible, Clock clock) {
        this.sink = sink;
        this.plausible = plausible;
        this.clock = clock;
        this.tail = new LogTail(sink, plausible, clock);
    }

    /** Follows a source from where it was left off; one that is already followed stays as it is. */
    public void follow(LogSource source) {
        tail.follow(source);
    }

    /** Follows files wherever a pattern finds them, as they come and go. Call it once. */
    public void follow(List<LogFiles> patterns) {
        discovery = new LogDiscovery(patterns, tail, DISCOVERY_INTERVAL);
    }

    /** Reads the logs of a cluster by its REST API from now on. */
    public void follow(RestTail.Config cluster) {
        restTails.add(new RestTail(cluster, sink, plausible, clock));
    }

    /** Follows the logs of the Flink pods of a Kubernetes API from now on. */
    public void follow(PodTail.Config config, PodLogs logs) {
        podTails.add(new PodTail(config, logs, sink, clock));
    }

    /** Ceases to follow a source, once what it holds now is read. */
    public void unfollow(LogSource source) {
        tail.unfollow(source);
    }

    /** The files alone. */
    public LogTail files() {
        return tail;
    }

    /** Figures of following files, for Weir's own metrics. */
    public TailMetrics metrics() {
        return tail.metrics();
    }

    /** Figures of reading by REST and of pods, for Weir's own metrics. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>();
        restTails.forEach(one -> metrics.addAll(one.selfMetrics()));
        podTails.forEach(one -> metrics.addAll(one.selfMetrics()));
        return metrics;
    }

    /** Stops looking for files, then following; what was read is told before this returns. */
    @Override
    public void close() {
        LogDiscovery looking = discovery;
        if (looking != null) {
            looking.close();
        }
        restTails.forEach(RestTail::close);
        podTails.forEach(PodTail::close);
        tail.close();
    }
}
