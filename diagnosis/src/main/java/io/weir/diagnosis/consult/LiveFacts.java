package io.weir.diagnosis.consult;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.collector.Collector;
import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;
import io.weir.collector.flink.JobException;
import io.weir.collector.flink.Reachability;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.diagnosis.capture.KeptAnswers;
import io.weir.diagnosis.exit.ExitStore;
import io.weir.diagnosis.fact.EndedProcess;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.index.Histogram;
import io.weir.diagnosis.index.LogPage;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.index.LogStore;
import io.weir.diagnosis.known.ExceptionRegistry;
import io.weir.diagnosis.known.KnownException;
import io.weir.diagnosis.trace.StackText;
import io.weir.rules.promql.PromQl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The facts of this Weir: what it watches, what it kept, and what was imported. */
final class LiveFacts implements Facts {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFacts.class);
    private static final Duration ABOUT_NOW = Duration.ofMinutes(1);
    private static final Duration REST_TIMEOUT = Duration.ofSeconds(5);

    private final Collector collector;
    private final PromQl promQl;
    private final LogStore logs;
    private final ExitStore exits;
    private final KeptAnswers imported;
    private final ExceptionRegistry exceptions;
    private final Clock clock;

    LiveFacts(
            Collector collector,
            PromQl promQl,
            LogStore logs,
            ExitStore exits,
            KeptAnswers imported,
            ExceptionRegistry exceptions,
            Clock clock) {
        this.collector = collector;
        this.promQl = promQl;
        this.logs = logs;
        this.exits = exits;
        this.imported = imported;
        this.exceptions = exceptions;
        this.clock = clock;
    }

    @Override
    public LogPage search(LogQuery query) {
        return logs.search(query);
    }

    @Override
    public Histogram histogram(LogQuery query, int buckets) {
        return logs.histogram(query, buckets);
    }

    @Override
    public PromQl promQl() {
        return promQl;
    }

    @Override
    public Optional<ClusterState> cluster(String name) {
        return collector.cluster(name).or(() -> collector.lastKnown(name));
    }

    @Override
    public List<JobException> exceptions(String cluster, String jobId, int limit) {
        return collector.exceptions(cluster, jobId, limit);
    }

    @Override
    public List<Checkpoint> checkpoints(String cluster, String jobId, int limit) {
        return collector.checkpoints(cluster, jobId, limit);
    }

    @Override
    public List<JobStatusChanged> statusChanges(String cluster, String jobId, int limit) {
        return collector.statusChanges(cluster, jobId, limit);
    }

    @Override
    public List<EndedProcess> exits(String cluster, Instant from, Instant to) {
        return exits.between(cluster, from, to);
    }

    @Override
    public Optional<JsonNode> rest(String cluster, String path) {
        Optional<ClusterState> watched = collector.cluster(cluster);
        if (watched.isEmpty()) {
            return imported.find(cluster, path);
        }
        if (!(watched.get().reachability() instanceof Reachability.Reachable)) {
            return Optional.empty();
        }
        try (FlinkRest rest = collector.rest(watched.get(), REST_TIMEOUT)) {
            return Optional.of(rest.answer(path));
        } catch (FlinkRestException e) {
            LOG.debug("{} does not tell {}", cluster, path, e);
            return Optional.empty();
        }
    }

    @Override
    public boolean isNow(Instant moment) {
        return Duration.between(moment, clock.instant()).abs().compareTo(ABOUT_NOW) <= 0;
    }

    @Override
    public Optional<KnownException> recognise(StackText trace) {
        return exceptions.recognise(trace);
    }
}
