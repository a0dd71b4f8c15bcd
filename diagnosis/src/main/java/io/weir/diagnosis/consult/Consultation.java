package io.weir.diagnosis.consult;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Reachability;
import io.weir.diagnosis.checkpoint.CheckpointFindings;
import io.weir.diagnosis.exit.ExitFindings;
import io.weir.diagnosis.exit.ZombieFindings;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.fact.LogText;
import io.weir.diagnosis.fact.Whereabouts;
import io.weir.diagnosis.fault.FirstFaults;
import io.weir.diagnosis.finding.Answer;
import io.weir.diagnosis.finding.Diagnostician;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.index.LogQuery;
import io.weir.diagnosis.load.LoadFindings;
import io.weir.diagnosis.signature.SignatureFindings;
import io.weir.diagnosis.signature.Signatures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every verdict. One that fails is missing in the answer, which says so. Thread-safe. */
public final class Consultation implements Diagnostician {
    private static final Logger LOG = LoggerFactory.getLogger(Consultation.class);

    private final Facts facts;
    private final ExitFindings exits;
    private final Map<String, Function<Question, List<Finding>>> verdicts = new LinkedHashMap<>();

    /** Over some facts. */
    public Consultation(Facts facts, Signatures signatures) {
        this.facts = facts;
        this.exits = new ExitFindings(facts);
        verdicts.put("exits", exits::of);
        verdicts.put("processes", new ZombieFindings(facts)::of);
        verdicts.put("exceptions", new FirstFaults(facts)::of);
        verdicts.put("checkpoints", new CheckpointFindings(facts)::of);
        verdicts.put("metrics", new LoadFindings(facts)::of);
        verdicts.put("logs", new SignatureFindings(facts, signatures)::of);
    }

    @Override
    public Answer diagnose(Question question) {
        List<Finding> findings = new ArrayList<>();
        List<Answer.Unread> unread = new ArrayList<>();
        verdicts.forEach((source, verdict) -> {
            try {
                findings.addAll(verdict.apply(question));
            } catch (RuntimeException e) {
                LOG.warn("the verdicts on {} of {} could not be had", source, question.cluster(), e);
                unread.add(new Answer.Unread(source, "they could not be judged: " + e.getMessage()));
            }
        });
        unread.addAll(missing(question));
        Whereabouts whereabouts = Whereabouts.of(facts, question);
        findings.removeIf(finding -> isElsewhere(finding, whereabouts));
        return new Answer(Bearings.of(findings, normalEnds(question)), unread);
    }

    /** Whether it is of a process on which the job that was asked about never was. */
    private static boolean isElsewhere(Finding finding, Whereabouts whereabouts) {
        String process = finding.subject().process();
        return finding.subject().jobId() == null && process != null && !whereabouts.concerns(process);
    }

    private List<Instant> normalEnds(Question question) {
        try {
            return exits.judge(new Question(question.cluster(), null, null, question.from(), question.to())).stream()
                    .filter(each -> each.verdict().normal())
                    .map(each -> each.end().at())
                    .toList();
        } catch (RuntimeException e) {
            // The verdicts on exits said so already.
            LOG.debug("normal ends of {} are not known", question.cluster(), e);
            return List.of();
        }
    }

    /** What there is nothing to read of: a verdict on it is no proof of health. */
    private List<Answer.Unread> missing(Question question) {
        List<Answer.Unread> missing = new ArrayList<>();
        Optional<ClusterState> cluster = facts.cluster(question.cluster());
        if (cluster.isEmpty()) {
            missing.add(new Answer.Unread(
                    "rest", "the cluster " + question.cluster() + " is not watched and was not imported"));
        } else if (cluster.get().reachability() instanceof Reachability.Unknown unknown
                // An imported cluster cannot be asked any more, but its answers are there.
                && facts.rest(question.cluster(), "/jobs/overview").isEmpty()) {
            missing.add(new Answer.Unread("rest", "unknown since " + unknown.since() + ": " + unknown.reason()));
        }
        try {
            String text = LogText.within("", question);
            if (facts.search(new LogQuery(text, question.from(), question.to(), null, 1, false))
                    .hits()
                    .isEmpty()) {
                missing.add(new Answer.Unread("logs", "no log line of this time is kept"));
            }
        } catch (RuntimeException e) {
            missing.add(new Answer.Unread("logs", "they cannot be read: " + e.getMessage()));
        }
        return missing;
    }
}
