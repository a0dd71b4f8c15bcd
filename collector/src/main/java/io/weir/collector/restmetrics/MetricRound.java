package io.weir.collector.restmetrics;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobGraph;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.metric.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One round of requests after another. A round has a bound of requests and of time: what it does not come to keeps its series and
 * comes first in the next. Used by one thread.
 */
final class MetricRound {
    /** Of a round; some 5,000 metrics need 60. */
    private static final int MAX_REQUESTS = 250;

    /** Makes a scope when its names are to be listed, which may take a request. */
    @FunctionalInterface
    private interface ScopeSource {
        MetricScope scope() throws FlinkRestException;
    }

    /**
     * Something that has metrics.
     *
     * @param version changes when its subtasks may run elsewhere
     */
    private record Part(String path, @Nullable String process, String version, ScopeSource source) {}

    private final FlinkRest rest;
    private final RestPage page;
    private final Labels own;
    private final Duration interval;
    private final Map<String, MetricNames> known = new HashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder postponed = new LongAdder();
    private int used;
    private int turn;

    MetricRound(FlinkRest rest, RestPage page, Labels own, Duration interval) {
        this.own = own;
        this.rest = rest;
        this.page = page;
        this.interval = interval;
    }

    long requests() {
        return requests.sum();
    }

    long postponed() {
        return postponed.sum();
    }

    /** Reads and publishes; returns how many samples there were. */
    int read(ClusterState state, Instant at) throws FlinkRestException {
        long start = System.nanoTime();
        long deadline = start + interval.toNanos() * 8 / 10;
        page.clear();
        used = 0;
        MetricScopes scopes = new MetricScopes(state, own);
        List<Part> parts = parts(state, scopes);
        Set<String> present = new HashSet<>();
        parts.forEach(part -> present.add(part.path()));
        known.keySet().retainAll(present);
        int first = parts.isEmpty() ? 0 : turn % parts.size();
        int left = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get((first + i) % parts.size());
            if (used >= MAX_REQUESTS || System.nanoTime() > deadline) {
                keep(part, scopes);
                left++;
                continue;
            }
            boolean any = read(part, at);
            if (part.process() != null) {
                page.put(scopes.process(part.process()).with(Labels.NAME, "up"), any ? 1 : 0);
            }
        }
        turn = left == 0 ? 0 : first + parts.size() - left;
        postponed.add(left);
        Labels jobManager = scopes.process(MetricScopes.JOBMANAGER);
        page.put(jobManager.with(Labels.NAME, "scrape_duration_seconds"), (System.nanoTime() - start) / 1e9);
        return page.publish(at);
    }

    /** Ends the series of a cluster that does not answer. */
    void failed(ClusterState state, Instant at) {
        page.clear();
        MetricScopes scopes = new MetricScopes(state, own);
        page.put(scopes.process(MetricScopes.JOBMANAGER).with(Labels.NAME, "up"), 0);
        for (TaskManager taskManager : state.taskManagers()) {
            page.put(scopes.process(taskManager.id()).with(Labels.NAME, "up"), 0);
        }
        page.publish(at);
    }

    /** Ends all series. */
    void end(Instant at) {
        page.clear();
        page.publish(at);
    }

    private List<Part> parts(ClusterState state, MetricScopes scopes) {
        List<Part> parts = new ArrayList<>();
        MetricScope jobManager = scopes.jobManager();
        parts.add(new Part(jobManager.path(), MetricScopes.JOBMANAGER, "", () -> jobManager));
        for (TaskManager taskManager : state.taskManagers()) {
            MetricScope scope = scopes.taskManager(taskManager);
            parts.add(new Part(scope.path(), taskManager.id(), "", () -> scope));
        }
        for (Job job : state.jobs()) {
            if (job.state().isTerminal()) {
                continue;
            }
            MetricScope scope = scopes.job(job);
            parts.add(new Part(scope.path(), null, "", () -> scope));
            String version = job.since() + " " + job.restarts();
            for (JobGraph.Vertex vertex : job.graph().vertices()) {
                // Flink goes on telling the last values of tasks that no longer run; the reporter does not.
                if (vertex.runningSubtasks() > 0) {
                    parts.add(new Part(
                            MetricScopes.vertexPath(job, vertex),
                            null,
                            version,
                            () -> scopes.vertex(job, vertex, counted())));
                    MetricScope coordinator = scopes.coordinator(job, vertex);
                    parts.add(new Part(coordinator.path(), null, version, () -> coordinator));
                }
            }
        }
        return parts;
    }

    private FlinkRest counted() {
        used++;
        requests.increment();
        return rest;
    }

    /** Reads one part; false when it had no metric. Flink refuses what it just lost: the part is then without metrics. */
    private boolean read(Part part, Instant at) throws FlinkRestException {
        try {
            MetricNames names = names(part, at);
            boolean any = false;
            for (String request : names.requests()) {
                Map<String, String> values = counted().metricValues(request);
                for (Map.Entry<String, String> value : values.entrySet()) {
                    Labels series = names.series(value.getKey());
                    Double number = number(value.getValue());
                    if (series != null && number != null) {
                        page.put(series, number);
                        any = true;
                    }
                }
            }
            return any;
        } catch (FlinkRestException e) {
            if (e.status() == FlinkRestException.NO_STATUS) {
                throw e;
            }
            // It is asked for again when a list of names that just began to grow would be.
            known.put(part.path(), MetricNames.none(part.version(), at));
            return false;
        }
    }

    private MetricNames names(Part part, Instant at) throws FlinkRestException {
        MetricNames names = known.get(part.path());
        if (names == null || names.isOld(part.version(), at)) {
            MetricScope scope = part.source().scope();
            List<String> ids = counted().metricNames(part.path());
            boolean young = names == null || ids.size() != names.size();
            names = MetricNames.of(scope, ids, part.version(), at, young);
            known.put(part.path(), names);
        }
        return names;
    }

    private void keep(Part part, MetricScopes scopes) {
        if (part.process() != null) {
            page.keep(scopes.process(part.process()).with(Labels.NAME, "up"));
        }
        MetricNames names = known.get(part.path());
        if (names != null) {
            names.all().forEach(page::keep);
        }
    }

    /** As the reporter counts: truth is 1; a text that is no number has no sample. */
    private static @Nullable Double number(String text) {
        switch (text) {
            case "true":
                return 1.0;
            case "false":
                return 0.0;
            default:
                try {
                    return Double.valueOf(text);
                } catch (NumberFormatException e) {
                    return null;
                }
        }
    }
}
