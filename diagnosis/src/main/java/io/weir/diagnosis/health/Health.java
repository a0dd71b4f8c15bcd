package io.weir.diagnosis.health;

import io.weir.collector.Collector;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.Reachability;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.signal.JobStatusChanged;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The door of health: scores jobs. A score is worked out when it is asked for, and again when it is older than some seconds. Thread-safe.
 */
public final class Health {
    /** What a score is about. */
    public static final Duration WINDOW = Duration.ofMinutes(30);

    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final int MOST_KEPT = 10_000;
    private static final int MOST_CHANGES = 200;

    /** What a collector remembers of jobs. */
    public interface Memory {
        List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit);

        List<Checkpoint> checkpoints(String cluster, String jobId, int limit);
    }

    private final SampleSource samples;
    private final Memory memory;
    private final Clock clock;
    private final Map<String, JobHealth> kept = new ConcurrentHashMap<>();

    public Health(SampleSource samples, Memory memory, Clock clock) {
        this.samples = samples;
        this.memory = memory;
        this.clock = clock;
    }

    /** Over what a collector measured. */
    public static Health of(Collector collector, Clock clock) {
        Memory memory = new Memory() {
            @Override
            public List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit) {
                return collector.statusChanges(cluster, jobId, limit);
            }

            @Override
            public List<Checkpoint> checkpoints(String cluster, String jobId, int limit) {
                return collector.checkpoints(cluster, jobId, limit);
            }
        };
        return new Health(collector.samples(), memory, clock);
    }

    /** How healthy a job of a cluster is. */
    public JobHealth of(ClusterState cluster, Job job) {
        Instant now = clock.instant();
        String key = job.cluster() + "\n" + job.id();
        JobHealth last = kept.get(key);
        // A score of another state would contradict what is shown beside it.
        if (last != null && last.to().isAfter(now.minus(FRESH)) && last.to().isAfter(job.since())) {
            return last;
        }
        JobHealth health = assess(cluster, job, now);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(key, health);
        return health;
    }

    private JobHealth assess(ClusterState cluster, Job job, Instant now) {
        Instant from = now.minus(WINDOW);
        Instant begin = job.startedAt().isAfter(from) ? job.startedAt() : from;
        JobSamples figures = new JobSamples(samples, job.cluster(), job.id(), begin, now);
        List<JobStatusChanged> changes = memory.statusChanges(job.cluster(), job.id(), MOST_CHANGES);
        boolean known = cluster.reachability() instanceof Reachability.Reachable;
        return JobHealth.of(
                job.cluster(),
                job.id(),
                from,
                now,
                List.of(
                        RunAssessment.start(job, changes, from, now, known),
                        RunAssessment.running(cluster, job, changes, figures, from, known),
                        StateAssessment.of(job, memory.checkpoints(job.cluster(), job.id(), MOST_CHANGES), begin, now),
                        ResourceAssessment.of(figures)));
    }
}
