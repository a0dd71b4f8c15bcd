package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobException;
import io.weir.collector.flink.JobState;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.diagnosis.health.Health;
import io.weir.rules.Rules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs, with what is measured of them. */
final class JobsApi {
    private record ExceptionView(
            Instant at,
            String className,
            String headline,
            String stackTrace,
            @Nullable String taskName,
            @Nullable String taskManagerId,
            @Nullable String endpoint) {
        static ExceptionView of(JobException e) {
            return new ExceptionView(
                    e.at(), e.className(), e.headline(), e.stackTrace(), e.taskName(), e.taskManagerId(), e.endpoint());
        }
    }

    private record StatusView(
            Instant at,
            @Nullable JobState previous,
            JobState current,
            @Nullable String rootException) {
        static StatusView of(JobStatusChanged change) {
            return new StatusView(change.at(), change.previous(), change.current(), change.rootException());
        }
    }

    private static final Comparator<JobView> FIRING_FIRST = Comparator.comparing((JobView job) ->
                    job.worstSeverity() == null ? -1 : job.worstSeverity().ordinal())
            .reversed()
            .thenComparing(JobView::name)
            .thenComparing(JobView::startedAt, Comparator.reverseOrder());

    private final Collector collector;
    private final Rules rules;
    private final Health health;
    private final Duration scrapeInterval;
    private final Clock clock;

    /** {@code scrapeInterval} sets how old a value may be that is shown as one of now. */
    JobsApi(Collector collector, Rules rules, Health health, Duration scrapeInterval, Clock clock) {
        this.collector = collector;
        this.rules = rules;
        this.health = health;
        this.scrapeInterval = scrapeInterval;
        this.clock = clock;
    }

    void register(Routes routes) {
        String job = "/api/v1/clusters/{cluster}/jobs/{jobId}";
        routes.get("/api/v1/jobs", this::list);
        routes.get(job, this::detail);
        routes.get(job + "/checkpoints", context -> {
            List<Checkpoint> kept = collector.checkpoints(cluster(context), jobId(context), Parameters.limit(context));
            known(context, kept);
            Answer.data(context, kept.stream().map(CheckpointView::of).toList());
        });
        routes.get(job + "/exceptions", context -> {
            List<JobException> kept = collector.exceptions(cluster(context), jobId(context), Parameters.limit(context));
            known(context, kept);
            Answer.data(context, kept.stream().map(ExceptionView::of).toList());
        });
        routes.get(job + "/statuses", context -> {
            List<JobStatusChanged> kept =
                    collector.statusChanges(cluster(context), jobId(context), Parameters.limit(context));
            known(context, kept);
            Answer.data(context, kept.stream().map(StatusView::of).toList());
        });
        routes.get(job + "/health", this::health);
        routes.get(job + "/charts", context -> Answer.data(context, Charts.of(required(context), scrapeInterval)));
    }

    private static String cluster(Context context) {
        return context.pathParam("cluster");
    }

    private static String jobId(Context context) {
        return context.pathParam("jobId");
    }

    /** What is kept outlives Flink's list: only a job of which nothing at all is known is not found. */
    private void known(Context context, List<?> kept) {
        if (kept.isEmpty()) {
            required(context);
        }
    }

    private Optional<Job> find(Context context) {
        return collector.cluster(cluster(context)).stream()
                .flatMap(state -> state.jobs().stream())
                .filter(job -> job.id().equals(jobId(context)))
                .findFirst();
    }

    private Job required(Context context) {
        return find(context)
                .orElseThrow(() -> ApiException.notFound("cluster \"" + cluster(context) + "\" lists no job "
                        + jobId(context) + "; GET /api/v1/jobs lists those that are known"));
    }

    private void list(Context context) {
        String cluster = Parameters.text(context, "cluster");
        JobState state = Parameters.word(context, "state", JobState.class);
        Instant now = clock.instant();
        FiringEvents firing = FiringEvents.of(rules, cluster);
        List<JobView> views = new ArrayList<>();
        for (ClusterState known : collector.clusters()) {
            if (cluster == null || cluster.equals(known.name())) {
                TaskMetrics metrics = TaskMetrics.read(collector.samples(), known.name(), null, now, window());
                known.jobs().stream()
                        .filter(job -> state == null || job.state() == state)
                        .map(job -> view(job, known, firing, metrics, now))
                        .forEach(views::add);
            }
        }
        views.sort(FIRING_FIRST);
        Answer.data(context, views);
    }

    private JobView view(Job job, ClusterState cluster, FiringEvents firing, TaskMetrics metrics, Instant now) {
        return JobView.of(
                job,
                cluster,
                collector.checkpoints(job.cluster(), job.id(), 1).stream()
                        .findFirst()
                        .orElse(null),
                firing.ofJob(job.cluster(), job.id()),
                metrics,
                job.state().isTerminal() ? null : health.of(cluster, job).score(),
                now);
    }

    private void detail(Context context) {
        Job job = required(context);
        ClusterState cluster = collector.cluster(job.cluster()).orElseThrow();
        Instant now = clock.instant();
        FiringEvents firing = FiringEvents.of(rules, job.cluster()).ofJob(job.cluster(), job.id());
        TaskMetrics metrics = TaskMetrics.read(collector.samples(), job.cluster(), job.id(), now, window());
        JobView view = view(job, cluster, firing, metrics, now);
        Answer.data(context, JobDetailView.of(view, job, firing, metrics));
    }

    private void health(Context context) {
        Job job = required(context);
        Answer.data(
                context,
                HealthView.of(health.of(collector.cluster(job.cluster()).orElseThrow(), job)));
    }

    /** Two scrapes may fail before a value is called not measured. */
    private Duration window() {
        Duration three = scrapeInterval.multipliedBy(3);
        Duration least = Duration.ofSeconds(30);
        return three.compareTo(least) > 0 ? three : least;
    }
}
