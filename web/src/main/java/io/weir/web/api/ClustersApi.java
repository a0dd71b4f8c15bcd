package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.Reachability;
import io.weir.collector.flink.TaskManager;
import io.weir.collector.target.TargetStatus;
import io.weir.rules.Rules;
import io.weir.runtime.driver.local.HostedProcess;
import io.weir.runtime.driver.local.LocalCluster;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Clusters, with their processes and targets. */
final class ClustersApi {
    private record ClusterView(
            String name,
            boolean hosted,
            String rest,
            ReachabilityView reachability,
            @Nullable String flinkVersion,
            int slotsTotal,
            int slotsFree,
            Map<String, Long> jobsByState,
            int firingEvents,
            List<TaskManager> taskManagers,
            List<TargetView> targets,
            List<ProcessView> processes) {}

    private record ReachabilityView(
            String state, Instant since, @Nullable String reason) {
        static ReachabilityView of(Reachability reachability) {
            return reachability instanceof Reachability.Unknown unknown
                    ? new ReachabilityView("unknown", unknown.since(), unknown.reason())
                    : new ReachabilityView("reachable", reachability.since(), null);
        }
    }

    private record TargetView(
            String process,
            String url,
            String health,
            @Nullable Instant lastScrape,
            double lastDurationMs,
            int lastSamples,
            @Nullable String lastError) {
        static TargetView of(TargetStatus status) {
            return new TargetView(
                    status.target().process(),
                    status.target().url().toString(),
                    status.health().name().toLowerCase(Locale.ROOT),
                    status.lastScrape(),
                    status.lastDuration().toNanos() / 1e6,
                    status.lastSamples(),
                    status.lastError());
        }
    }

    private record ProcessView(
            String name,
            String kind,
            String state,
            long pid,
            Instant startedAt,
            @Nullable Integer exitCode,
            int restarts,
            String logFile) {
        static ProcessView of(HostedProcess process) {
            return new ProcessView(
                    process.name(),
                    process.kind().displayName(),
                    process.state().name().toLowerCase(Locale.ROOT),
                    process.pid(),
                    process.startedAt(),
                    process.exitCode(),
                    process.restarts(),
                    process.logFile());
        }
    }

    private final Collector collector;
    private final Rules rules;
    private final Supplier<List<LocalCluster>> hosted;

    ClustersApi(Collector collector, Rules rules, Supplier<List<LocalCluster>> hosted) {
        this.collector = collector;
        this.rules = rules;
        this.hosted = hosted;
    }

    void register(Routes routes) {
        routes.get("/api/v1/clusters", context -> {
            FiringEvents firing = FiringEvents.of(rules, null);
            Answer.data(
                    context,
                    collector.clusters().stream()
                            .sorted(Comparator.comparing(ClusterState::name))
                            .map(state -> view(state, firing))
                            .toList());
        });
        routes.get("/api/v1/clusters/{cluster}", this::one);
    }

    private void one(Context context) {
        String name = context.pathParam("cluster");
        ClusterState state = collector
                .cluster(name)
                .orElseThrow(() -> ApiException.notFound(
                        "there is no cluster \"" + name + "\"; GET /api/v1/clusters lists those there are"));
        Answer.data(context, view(state, FiringEvents.of(rules, name)));
    }

    private ClusterView view(ClusterState state, FiringEvents firing) {
        Optional<LocalCluster> local = hosted.get().stream()
                .filter(cluster -> cluster.name().equals(state.name()))
                .findFirst();
        return new ClusterView(
                state.name(),
                local.isPresent(),
                state.rest().toString(),
                ReachabilityView.of(state.reachability()),
                state.flinkVersion(),
                state.slotsTotal(),
                state.slotsFree(),
                state.jobs().stream()
                        .map(Job::state)
                        .collect(Collectors.groupingBy(Enum::name, TreeMap::new, Collectors.counting())),
                firing.ofCluster(state.name()),
                state.taskManagers(),
                collector.targets().stream()
                        .filter(status -> status.target().cluster().equals(state.name()))
                        .map(TargetView::of)
                        .sorted(Comparator.comparing(TargetView::process))
                        .toList(),
                local.stream()
                        .flatMap(cluster -> cluster.processes().stream())
                        .map(ProcessView::of)
                        .toList());
    }
}
