package io.weir.diagnosis.incident;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.JobException;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events to make incidents of. */
final class Troubles {
    static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    /** A collector that remembers nothing. */
    static final Surroundings NOTHING = new Surroundings() {
        @Override
        public Optional<ClusterState> cluster(String name) {
            return Optional.empty();
        }

        @Override
        public List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit) {
            return List.of();
        }

        @Override
        public List<JobException> exceptions(String cluster, String jobId, int limit) {
            return List.of();
        }

        @Override
        public List<Checkpoint> checkpoints(String cluster, String jobId, int limit) {
            return List.of();
        }
    };

    private Troubles() {}

    static Event ofJob(String id, String rule, String job, Instant at) {
        return event(id, rule, Severity.CRITICAL, "c", job, null, at);
    }

    static Event ofProcess(String id, String rule, String process, Instant at) {
        return event(id, rule, Severity.WARNING, "c", null, process, at);
    }

    static Event event(
            String id,
            String rule,
            Severity severity,
            String cluster,
            @Nullable String job,
            @Nullable String process,
            Instant at) {
        return new Event(
                        id,
                        rule + cluster + job + process,
                        rule,
                        severity,
                        EventState.PENDING,
                        new Subject(cluster, job, job, process, null, null),
                        rule + " of " + (job == null ? process : job),
                        Map.of(),
                        Map.of("summary_zh", rule + "：" + (job == null ? process : job)),
                        1,
                        at,
                        null,
                        null,
                        null)
                .fired(at);
    }

    static Traits job(String cluster, String job, String... exceptions) {
        return new Traits(
                cluster, Set.of(job), Set.of(), Set.of(), Set.of(), Set.of(exceptions), exceptions.length == 0, false);
    }

    static Traits process(String cluster, String process, String... touched) {
        return new Traits(cluster, Set.of(), Set.of(process), Set.of(), Set.of(touched), Set.of(), true, false);
    }

    static Traits host(String cluster, String process, String host) {
        return new Traits(cluster, Set.of(), Set.of(process), Set.of(host), Set.of(), Set.of(), true, false);
    }

    static Traits wholeCluster(String cluster) {
        return new Traits(cluster, Set.of(), Set.of("jobmanager"), Set.of(), Set.of(), Set.of(), true, true);
    }
}
