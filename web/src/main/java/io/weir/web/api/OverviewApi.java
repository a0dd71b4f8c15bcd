package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.rules.Rules;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventPage;
import io.weir.rules.event.EventQuery;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.runtime.Runtime;
import io.weir.runtime.deployment.CurrentState;
import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The numbers on top of the overview: what runs, what stands, and how many jobs are in trouble. */
final class OverviewApi {
    /** Numbers stay unresolved for long where nobody looks: a day of them is what a shift hands over. */
    private static final Duration NUMBERS = Duration.ofDays(1);

    private static final Duration ABNORMAL = Duration.ofHours(6);
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 20;

    /** How many of a kind run, stand still, or cannot be told because their cluster does not answer. */
    private record Kind(String kind, int running, int stopped, int unknown) {}

    private record AffectedJob(String cluster, String jobId, String name, int events) {}

    /** {@code complete} is false when there were more events than are counted. */
    private record Affected(int jobs, int events, boolean complete, Instant since, List<AffectedJob> worst) {}

    private record View(List<Kind> jobs, List<Kind> deployments, Affected numberAlerts, Affected abnormalEvents) {}

    private static final class Count {
        int running;
        int stopped;
        int unknown;

        Kind named(String kind) {
            return new Kind(kind, running, stopped, unknown);
        }
    }

    private final Collector collector;
    private final Rules rules;
    private final Runtime runtime;
    private final Clock clock;

    OverviewApi(Collector collector, Rules rules, Runtime runtime, Clock clock) {
        this.collector = collector;
        this.rules = rules;
        this.runtime = runtime;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/overview", this::overview);
    }

    private void overview(Context context) {
        Instant now = clock.instant();
        Instant day = now.minus(NUMBERS);
        Affected numbers = affected(
                EventState.FIRING,
                day,
                event -> !Double.isNaN(event.value()) && !event.startsAt().isBefore(day));
        Affected abnormal = affected(
                null,
                now.minus(ABNORMAL),
                event -> event.state() != EventState.PENDING && event.severity() != Severity.INFO);
        Answer.data(context, new View(jobs(), deployments(), numbers, abnormal));
    }

    private List<Kind> jobs() {
        Map<String, Count> kinds = new TreeMap<>();
        for (ClusterState cluster : collector.clusters()) {
            boolean known = cluster.reachability() instanceof Reachability.Reachable;
            for (Job job : cluster.jobs()) {
                Count count = kinds.computeIfAbsent(
                        job.type().isEmpty() ? "unknown" : job.type().toLowerCase(Locale.ROOT), kind -> new Count());
                if (!known) {
                    count.unknown++;
                } else if (job.state() == JobState.RUNNING) {
                    count.running++;
                } else {
                    count.stopped++;
                }
            }
        }
        return named(kinds);
    }

    private List<Kind> deployments() {
        Map<String, Count> kinds = new TreeMap<>();
        for (Deployment deployment : runtime.deployments().all()) {
            if (!deployment.workspace().equals(Workspace.DEFAULT)) {
                continue;
            }
            Count count = kinds.computeIfAbsent(
                    deployment.draft().mode().name().toLowerCase(Locale.ROOT), kind -> new Count());
            if (deployment.status().unknownSince() != null) {
                count.unknown++;
            } else if (deployment.status().state() == CurrentState.RUNNING) {
                count.running++;
            } else {
                count.stopped++;
            }
        }
        return named(kinds);
    }

    private static List<Kind> named(Map<String, Count> kinds) {
        return kinds.entrySet().stream()
                .map(entry -> entry.getValue().named(entry.getKey()))
                .toList();
    }

    private Affected affected(@Nullable EventState state, Instant since, Predicate<Event> counts) {
        Map<List<String>, Integer> jobs = new TreeMap<>(OverviewApi::compare);
        int events = 0;
        @Nullable String cursor = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            EventPage page =
                    rules.events(new EventQuery(state, null, null, null, null, null, null, since, null, cursor, PAGE));
            for (Event event : page.events()) {
                String jobId = event.subject().jobId();
                if (jobId != null && counts.test(event)) {
                    String name = event.subject().jobName();
                    jobs.merge(List.of(event.subject().cluster(), jobId, name == null ? jobId : name), 1, Integer::sum);
                    events++;
                }
            }
            cursor = page.nextCursor();
            if (cursor == null) {
                break;
            }
        }
        return new Affected(distinct(jobs.keySet()), events, cursor == null, since, worst(jobs));
    }

    private static int distinct(Set<List<String>> jobs) {
        Set<String> ids = new TreeSet<>();
        jobs.forEach(job -> ids.add(job.get(0) + "\0" + job.get(1)));
        return ids.size();
    }

    private static List<AffectedJob> worst(Map<List<String>, Integer> jobs) {
        List<AffectedJob> worst = new ArrayList<>();
        jobs.forEach((job, events) -> worst.add(new AffectedJob(job.get(0), job.get(1), job.get(2), events)));
        worst.sort((a, b) -> b.events() - a.events());
        return worst.stream().limit(10).toList();
    }

    private static int compare(List<String> a, List<String> b) {
        return String.join("\0", a).compareTo(String.join("\0", b));
    }
}
