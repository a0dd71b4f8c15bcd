package io.weir.diagnosis.consult;

import io.weir.collector.Collector;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.Signal;
import io.weir.diagnosis.capture.KeptAnswers;
import io.weir.diagnosis.exit.ExitStore;
import io.weir.diagnosis.exit.SqlExitStore;
import io.weir.diagnosis.fact.EndedProcess;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Diagnostician;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.index.LogStore;
import io.weir.diagnosis.known.ExceptionRegistry;
import io.weir.diagnosis.known.Sighting;
import io.weir.diagnosis.known.SqlExceptionStore;
import io.weir.diagnosis.signature.QuickDiagnosis;
import io.weir.diagnosis.signature.QuickReport;
import io.weir.diagnosis.signature.Signatures;
import io.weir.diagnosis.signature.SqlSignatureStore;
import io.weir.rules.promql.PromQl;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that a diagnosis is made with, and what it remembers: ends of processes, known exceptions, signatures. Thread-safe. */
public final class ConsultingRoom implements Diagnostician {
    private static final Logger LOG = LoggerFactory.getLogger(ConsultingRoom.class);
    private static final Duration KEPT = Duration.ofDays(90);

    private final Facts facts;
    private final ExitStore exits;
    private final Signatures signatures;
    private final ExceptionRegistry exceptions;
    private final Consultation consultation;
    private volatile JobVersions versions = (cluster, jobId) -> Optional.empty();

    private ConsultingRoom(Facts facts, ExitStore exits, Signatures signatures, ExceptionRegistry exceptions) {
        this.facts = facts;
        this.exits = exits;
        this.signatures = signatures;
        this.exceptions = exceptions;
        this.consultation = new Consultation(facts, signatures);
    }

    /**
     * Opens the tables in the data folder and begins to listen to signals.
     *
     * @param folder of users' signatures; null for none
     * @throws io.weir.diagnosis.signature.SignatureException when one of them cannot be used
     */
    public static ConsultingRoom open(
            Path dataDirectory,
            Jdbi jdbi,
            Collector collector,
            PromQl promQl,
            LogStore logs,
            @Nullable Path folder,
            Clock clock) {
        ExitStore exits = new SqlExitStore(jdbi);
        exits.prune(clock.instant().minus(KEPT));
        ExceptionRegistry exceptions = new ExceptionRegistry(new SqlExceptionStore(jdbi));
        Facts facts = new LiveFacts(
                collector, promQl, logs, exits, new KeptAnswers(dataDirectory.resolve("captures")), exceptions, clock);
        ConsultingRoom room =
                new ConsultingRoom(facts, exits, Signatures.open(folder, new SqlSignatureStore(jdbi)), exceptions);
        collector.onSignal(room::hear);
        return room;
    }

    /** Remembers what a signal tells. */
    public void hear(Signal signal) {
        try {
            EndedProcess.of(signal).ifPresent(exits::add);
            if (signal instanceof JobExceptionRaised raised) {
                exceptions.see(
                        raised.exception().stackTrace(),
                        new Sighting(
                                raised.at(),
                                raised.cluster(),
                                raised.jobName(),
                                raised.jobId(),
                                versions.of(raised.cluster(), raised.jobId()).orElse(raised.jobId())));
            }
        } catch (RuntimeException e) {
            LOG.error("a signal of {} could not be remembered for diagnosis", signal.cluster(), e);
        }
    }

    /** Who knows which version of a deployment a job is; until then a job's id stands for its version. */
    public void versions(JobVersions known) {
        versions = known;
    }

    /** Keeps the end of a process that no signal told of. */
    public void keep(EndedProcess end) {
        exits.add(end);
    }

    @Override
    public Answer diagnose(Question question) {
        return consultation.diagnose(question);
    }

    /**
     * Runs some signatures.
     *
     * @throws io.weir.diagnosis.signature.SignatureException when there is none of a name
     */
    public QuickReport quick(List<String> ids, Question question) {
        return new QuickDiagnosis(facts, signatures.noise()).run(signatures.named(ids), question);
    }

    /** All signatures. */
    public Signatures signatures() {
        return signatures;
    }

    /** Known exceptions. */
    public ExceptionRegistry exceptions() {
        return exceptions;
    }

    /** What verdicts read. */
    public Facts facts() {
        return facts;
    }
}
