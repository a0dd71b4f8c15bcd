package io.weir.collector.discovery;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.scrape.Scraper;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one set of targets of what all sources tell, and has the scraper follow it. A target is what its labels say it is, and one
 * page of a cluster is one target, so that no series is written twice; who comes first in the order of origins is believed.
 * Thread-safe.
 */
public final class Discoveries {
    private static final Logger log = LoggerFactory.getLogger(Discoveries.class);

    /** Some ten times the largest site that was heard of. */
    private static final int MOST_TARGETS = 20_000;

    private record Page(String cluster, URI url) {}

    private final Scraper scraper;
    private final Clock clock;
    private final Map<Origin, Source> sources = new TreeMap<>();
    private final AtomicLongArray failures = new AtomicLongArray(Origin.Kind.values().length);
    private Map<Labels, DiscoveredAs> active = Map.of();
    private List<DroppedTarget> dropped = List.of();

    private record DiscoveredAs(Origin origin, Target target) {}

    /** A set without sources. */
    public Discoveries(Scraper scraper, Clock clock) {
        this.scraper = scraper;
        this.clock = clock;
    }

    /**
     * Begins to listen to a source, which has no targets yet.
     *
     * @throws IllegalStateException when the origin is open already
     */
    public synchronized Discovery open(Origin origin) {
        Source source = new Source(origin);
        if (sources.putIfAbsent(origin, source) != null) {
            throw new IllegalStateException("there is a source of targets \"" + origin + "\" already");
        }
        return source;
    }

    /** Every target that is scraped, by cluster and process. */
    public synchronized List<DiscoveredTarget> targets() {
        List<DiscoveredTarget> targets = new ArrayList<>();
        for (TargetStatus status : scraper.targets()) {
            DiscoveredAs as = active.get(status.target().labels());
            if (as != null) {
                targets.add(new DiscoveredTarget(as.origin(), status));
            }
        }
        return List.copyOf(targets);
    }

    /** Every target that is not scraped although a source tells of it. */
    public synchronized List<DroppedTarget> dropped() {
        return dropped;
    }

    /** Every source, in order. */
    public synchronized List<SourceStatus> sources() {
        return sources.values().stream().map(Source::status).toList();
    }

    /** What is known of the sources, for Weir's own {@code /metrics}. */
    public synchronized List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>();
        for (Origin.Kind kind : Origin.Kind.values()) {
            String origin = kind.toString();
            metrics.add(SelfMetric.gauge(
                            "weir_discovery_targets",
                            "Targets that are scraped, by how they were found.",
                            active.values().stream()
                                    .filter(as -> as.origin().kind() == kind)
                                    .count())
                    .with("origin", origin));
            metrics.add(SelfMetric.gauge(
                            "weir_discovery_failing_sources",
                            "Sources of targets that cannot tell at the moment; their targets stay.",
                            sources.values().stream()
                                    .filter(source -> source.origin.kind() == kind && source.lastError != null)
                                    .count())
                    .with("origin", origin));
            metrics.add(SelfMetric.counter(
                            "weir_discovery_failures_total",
                            "Times that a source could not tell its targets.",
                            failures.get(kind.ordinal()))
                    .with("origin", origin));
        }
        metrics.add(SelfMetric.gauge(
                "weir_discovery_dropped_targets",
                "Targets that are told of and not scraped: another origin tells of them, or there are too many.",
                dropped.size()));
        return List.copyOf(metrics);
    }

    private void merge() {
        Map<Labels, DiscoveredAs> next = new LinkedHashMap<>();
        Map<Page, Origin> pages = new HashMap<>();
        List<DroppedTarget> left = new ArrayList<>();
        for (Source source : sources.values()) {
            for (Target target : source.targets) {
                String reason = refusal(target, next, pages);
                if (reason == null) {
                    next.put(target.labels(), new DiscoveredAs(source.origin, target));
                    pages.put(new Page(target.cluster(), target.url()), source.origin);
                } else {
                    left.add(new DroppedTarget(source.origin, target, reason));
                }
            }
        }
        Map<Labels, DiscoveredAs> before = active;
        active = next;
        dropped = List.copyOf(left);
        // The old ones end before the new ones begin, so that a target that moved is not two for a moment.
        before.forEach((labels, as) -> {
            DiscoveredAs now = next.get(labels);
            if (now == null || !now.target().equals(as.target())) {
                scraper.remove(as.target());
            }
        });
        next.forEach((labels, as) -> {
            DiscoveredAs was = before.get(labels);
            if (was == null || !was.target().equals(as.target())) {
                scraper.add(as.target());
            }
        });
    }

    private static @Nullable String refusal(Target target, Map<Labels, DiscoveredAs> taken, Map<Page, Origin> pages) {
        Origin page = pages.get(new Page(target.cluster(), target.url()));
        if (page != null) {
            return "the page is scraped already, known from " + page;
        }
        DiscoveredAs same = taken.get(target.labels());
        if (same != null) {
            return "its labels are those of " + same.target().url() + ", known from " + same.origin()
                    + "; give it a label of its own";
        }
        return taken.size() < MOST_TARGETS ? null : "there are " + MOST_TARGETS + " targets already";
    }

    /** What one source told last. */
    private final class Source implements Discovery {
        private final Origin origin;
        private List<Target> targets = List.of();
        private @Nullable Instant lastPublished;
        private @Nullable String lastError;

        Source(Origin origin) {
            this.origin = origin;
        }

        SourceStatus status() {
            return new SourceStatus(origin, targets.size(), lastPublished, lastError);
        }

        @Override
        public void publish(Collection<Target> published) {
            synchronized (Discoveries.this) {
                if (sources.get(origin) != this) {
                    return;
                }
                lastPublished = clock.instant();
                if (lastError != null) {
                    log.info("targets of {} are known again", origin);
                    lastError = null;
                }
                List<Target> next = List.copyOf(published);
                if (!next.equals(targets)) {
                    targets = next;
                    merge();
                }
            }
        }

        @Override
        public void failed(String reason) {
            synchronized (Discoveries.this) {
                if (sources.get(origin) != this) {
                    return;
                }
                failures.incrementAndGet(origin.kind().ordinal());
                if (!reason.equals(lastError)) {
                    log.warn("targets of {} stay as they were: {}", origin, reason);
                }
                lastError = reason;
            }
        }

        @Override
        public void close() {
            synchronized (Discoveries.this) {
                if (sources.remove(origin, this) && !targets.isEmpty()) {
                    merge();
                }
            }
        }
    }
}
