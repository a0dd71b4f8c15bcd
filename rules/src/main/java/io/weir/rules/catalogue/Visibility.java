package io.weir.rules.catalogue;

import io.weir.collector.flink.Reachability;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether what an event is about can be seen now. A process that cannot be scraped, or a cluster that does not answer, is unknown:
 * its events stay as they are. Not for ever, since a process may be gone for good.
 */
final class Visibility {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Map<Subject, Instant> unseenSince = new HashMap<>();

    /** The assessment that follows, with the active events that cannot be judged. */
    Assessment assessment(Moment moment, List<Condition> holding, Set<Subject> held) {
        List<Subject> unknown = new ArrayList<>();
        Map<Subject, String> because = new HashMap<>();
        for (Event event : moment.active()) {
            Subject subject = event.subject();
            Subject key = new Subject(subject.cluster(), subject.jobId(), null, subject.process(), null, null);
            if (held.contains(key) || !isHidden(subject, moment)) {
                unseenSince.remove(key);
                if (!held.contains(key)) {
                    overBecause(subject, moment, because);
                }
                continue;
            }
            Instant since = unseenSince.computeIfAbsent(key, first -> moment.at());
            if (since.plus(LONGEST).isAfter(moment.at())) {
                unknown.add(subject);
            } else {
                because.put(subject, "not assessed for " + LONGEST.toMinutes() + " min: its metrics cannot be read");
            }
        }
        return new Assessment(holding, unknown, because);
    }

    private static void overBecause(Subject subject, Moment moment, Map<Subject, String> because) {
        String jobId = subject.jobId();
        if (jobId == null || moment.cluster(subject.cluster()).isEmpty()) {
            return;
        }
        moment.job(subject.cluster(), jobId)
                .ifPresentOrElse(
                        job -> {
                            if (job.state().isTerminal()) {
                                because.put(subject, "the job is " + job.state());
                            }
                        },
                        () -> because.put(subject, "the job is gone"));
    }

    private static boolean isHidden(Subject subject, Moment moment) {
        boolean ended = subject.jobId() != null
                && moment.job(subject.cluster(), subject.jobId())
                        .filter(job -> job.state().isTerminal())
                        .isPresent();
        if (ended) {
            return false;
        }
        String process = subject.process();
        List<LabelMatcher> up = new ArrayList<>(
                List.of(LabelMatcher.equal(Labels.NAME, "up"), LabelMatcher.equal("cluster", subject.cluster())));
        if (process != null) {
            up.add(LabelMatcher.equal("process", process));
        }
        long now = moment.at().toEpochMilli();
        for (Series series :
                moment.samples().select(up, now - moment.freshness().toMillis(), now)) {
            double value = series.values()[series.size() - 1];
            if (value == 0 && !Sample.isStale(value)) {
                return true;
            }
        }
        return moment.cluster(subject.cluster())
                .filter(cluster -> cluster.reachability() instanceof Reachability.Unknown)
                .isPresent();
    }
}
