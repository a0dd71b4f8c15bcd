package io.weir.rules.detector;

import io.weir.collector.flink.Job;
import io.weir.collector.flink.JobState;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.JobVanished;
import io.weir.collector.signal.Signal;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A streaming job ended without failing, though such jobs are to run for ever. A job that ran for a short time only was bounded,
 * or somebody tried something.
 */
final class JobEnded implements Rule.OnSignals {
    static final Set<JobState> STOPPED = Set.of(JobState.CANCELED, JobState.SUSPENDED);
    static final Set<JobState> FINISHED = Set.of(JobState.FINISHED);

    private static final Duration NEWS = Duration.ofMinutes(5);

    private final EventTexts texts;
    private final Set<JobState> ends;
    private final Duration ranFor;
    private final Duration shownFor;
    private final RequestedStops requests = new RequestedStops();

    JobEnded(EventTexts texts, Set<JobState> ends) {
        this.texts = texts;
        this.ends = ends;
        this.ranFor = texts.inForce().duration("ranFor");
        this.shownFor = texts.inForce().duration("shownFor");
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        requests.onSignal(signal);
        if (!(signal instanceof JobStatusChanged change)) {
            return List.of();
        }
        if (change.current() == JobState.RUNNING) {
            return Shown.resolve(moment, event -> isNamed(event, change), "a run of the job is RUNNING");
        }
        if (!ends.contains(change.current())
                || change.previous() == null
                || requests.askedBy(change) != null
                || change.at().plus(NEWS).isBefore(moment.at())) {
            return List.of();
        }
        return moment.job(change.cluster(), change.jobId())
                .filter(job -> job.type().equals("STREAMING"))
                .filter(job -> !job.startedAt().plus(ranFor).isAfter(change.at()))
                .map(job -> List.<Outcome>of(fire(job, change)))
                .orElse(List.of());
    }

    private static boolean isNamed(Event event, JobStatusChanged change) {
        return event.subject().cluster().equals(change.cluster())
                && change.jobName().equals(event.subject().jobName());
    }

    private Outcome fire(Job job, JobStatusChanged change) {
        String state = change.current().name();
        return new Outcome.Fire(texts.condition(
                Jobs.subject(job),
                Double.NaN,
                new Text(state, state),
                Map.of("job_state", state, "ran_since", job.startedAt().toString()),
                change.at()));
    }

    @Override
    public List<Outcome> onTick(Moment moment) {
        return Shown.over(moment, shownFor);
    }

    /** A job that its JobManager no longer knows; over when it is there again, or a run of its name is. */
    static final class Vanished implements Rule.OnSignals {
        private final EventTexts texts;
        private final Duration shownFor;

        Vanished(EventTexts texts) {
            this.texts = texts;
            this.shownFor = texts.inForce().duration("shownFor");
        }

        @Override
        public List<Outcome> onSignal(Signal signal, Moment moment) {
            if (signal instanceof JobStatusChanged change && change.current() == JobState.RUNNING) {
                return Shown.resolve(moment, event -> isNamed(event, change), "a run of the job is RUNNING");
            }
            if (!(signal instanceof JobVanished vanished)) {
                return List.of();
            }
            Instant last = vanished.lastListedAt();
            return List.of(new Outcome.Fire(texts.condition(
                    new Subject(vanished.cluster(), vanished.jobId(), vanished.jobName(), null, null, null),
                    Double.NaN,
                    new Text("last listed at " + last, "最后一次列出于 " + last),
                    Map.of("last_state", vanished.lastState().name(), "last_listed_at", last.toString()),
                    last)));
        }

        @Override
        public List<Outcome> onTick(Moment moment) {
            return Shown.over(moment, shownFor);
        }
    }
}
