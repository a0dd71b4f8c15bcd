package io.weir.rules.rule;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.metric.SampleSource;
import io.weir.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may look at.
 *
 * @param at now
 * @param interval between two evaluations
 * @param clusters every watched cluster as last seen
 * @param active the rule's own events, pending and firing
 * @param scrapedAt the time of the samples that are new, when some coming in is why the rule is looked at
 */
public record Moment(
        Instant at,
        Duration interval,
        SampleSource samples,
        List<ClusterState> clusters,
        List<Event> active,
        @Nullable Instant scrapedAt) {
    private static final Duration LEAST_FRESHNESS = Duration.ofSeconds(45);

    public Moment {
        clusters = List.copyOf(clusters);
        active = List.copyOf(active);
    }

    /** The same with other events of the rule. */
    Moment withActive(List<Event> events) {
        return new Moment(at, interval, samples, clusters, events, scrapedAt);
    }

    /** What may be looked at because time has passed. */
    public Moment(
            Instant at, Duration interval, SampleSource samples, List<ClusterState> clusters, List<Event> active) {
        this(at, interval, samples, clusters, active, null);
    }

    /** When something began of which is only known that it holds: not the time of the look, but of what was looked at. */
    Instant begun() {
        return scrapedAt == null || scrapedAt.isAfter(at) ? at : scrapedAt;
    }

    /**
     * How old a sample may be to speak of now: three evaluation intervals, but not less than three of the default scrape
     * interval, because evaluations may be more frequent than scrapes.
     */
    public Duration freshness() {
        Duration three = interval.multipliedBy(3);
        return three.compareTo(LEAST_FRESHNESS) < 0 ? LEAST_FRESHNESS : three;
    }

    /** A watched cluster by its name. */
    public Optional<ClusterState> cluster(String name) {
        return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
    }

    /** A job as last seen. */
    public Optional<Job> job(String cluster, @Nullable String jobId) {
        return cluster(cluster).stream()
                .flatMap(state -> state.jobs().stream())
                .filter(job -> job.id().equals(jobId))
                .findFirst();
    }
}
