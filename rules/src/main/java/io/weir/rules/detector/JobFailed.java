package io.weir.rules.detector;

import io.weir.collector.flink.JobState;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.Signal;
import io.weir.collector.signal.TaskManagerLost;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A job went from RUNNING to FAILED, FAILING or RESTARTING. */
final class JobFailed implements Rule.OnSignals {
    private static final Text DESCRIPTION = new Text(
            "The job left RUNNING because of a failure. While it restarts it processes nothing; when its restart strategy is"
                    + " exhausted it stays FAILED until somebody starts it anew.",
            "作业因故障离开 RUNNING 状态。重启期间不处理任何数据；重启策略用尽后会停在 FAILED，直到有人重新启动。");

    private static final Text ADVICE = new Text(
            "Read the deepest cause first: it names the fault, the exceptions above it only pass it on. In a restart loop the"
                    + " first failure counts; later ones are most often its consequences. If a TaskManager was lost, look at why"
                    + " it ended.",
            "请先看最深层的 Caused by：它指出故障本身，上面的异常只是层层转述。反复重启时以第一次失败为准，之后的多为其后果。" + "若有 TaskManager 丢失，请查明它为何退出。");

    private static final Duration RELATED = Duration.ofMinutes(2);
    private static final int MAX_LOSSES = 20;

    private final OutageLog outages;
    private final Deque<Signal> losses = new ArrayDeque<>();

    JobFailed(Parameters parameters) {
        this.outages = new OutageLog(parameters);
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        resume(moment);
        boolean loss =
                signal instanceof TaskManagerLost || signal instanceof ProcessExited exited && !exited.requested();
        if (loss) {
            losses.addLast(signal);
            if (losses.size() > MAX_LOSSES) {
                losses.removeFirst();
            }
        }
        return outcomes(outages.onSignal(signal, moment), moment);
    }

    @Override
    public List<Outcome> onTick(Moment moment) {
        resume(moment);
        return outcomes(outages.onTick(moment), moment);
    }

    /** After a restart of Weir the events are there and the memory is not. */
    private void resume(Moment moment) {
        for (Event event : moment.active()) {
            Subject subject = event.subject();
            String jobId = subject.jobId();
            String jobName = subject.jobName();
            if (jobId != null && jobName != null && !outages.follows(subject.cluster(), jobId)) {
                JobState state = JobState.valueOf(event.annotations().getOrDefault("job_state", "FAILED"));
                int failures = Integer.parseInt(event.annotations().getOrDefault("failures", "1"));
                outages.resume(new Outage(
                        subject.cluster(),
                        jobId,
                        jobName,
                        event.startsAt(),
                        failures,
                        state,
                        event.annotations().get("exception"),
                        null,
                        true));
            }
        }
    }

    private List<Outcome> outcomes(List<OutageLog.Step> steps, Moment moment) {
        List<Outcome> outcomes = new ArrayList<>();
        for (OutageLog.Step step : steps) {
            Optional<Event> event = moment.active().stream()
                    .filter(active -> step.outage()
                                    .jobId()
                                    .equals(active.subject().jobId())
                            && step.outage().cluster().equals(active.subject().cluster()))
                    .findFirst();
            if (step instanceof OutageLog.Step.Broke broke) {
                outcomes.add(new Outcome.Fire(condition(broke.outage())));
            } else if (step instanceof OutageLog.Step.Recovered recovered) {
                event.ifPresent(active ->
                        outcomes.add(new Outcome.Resolve(active, recovered.at(), "the job is RUNNING again")));
            } else if (step instanceof OutageLog.Step.Ended ended) {
                event.ifPresent(active -> outcomes.add(new Outcome.Resolve(active, ended.at(), ended.because())));
            }
        }
        return outcomes;
    }

    private Condition condition(Outage outage) {
        Map<String, String> annotations = new HashMap<>();
        annotations.put("job_state", outage.state().name());
        annotations.put("failures", String.valueOf(outage.failures()));
        String lost = lostBefore(outage);
        if (!lost.isEmpty()) {
            annotations.put("lost", lost);
        }
        String exception = outage.exception();
        String cause = "no exception is recorded";
        String causeZh = "没有记录到异常";
        if (exception != null) {
            String headline = StackTraceText.headline(exception);
            String deepest = StackTraceText.deepestCause(exception);
            annotations.put("exception", StackTraceText.kept(exception));
            annotations.put("exception_headline", headline);
            annotations.put("root_cause", deepest == null ? headline : deepest);
            cause = deepest == null ? headline : deepest;
            causeZh = cause;
        }
        String times = outage.failures() == 1 ? "" : " (" + outage.failures() + " failures)";
        String timesZh = outage.failures() == 1 ? "" : "（" + outage.failures() + " 次失败）";
        Text summary = new Text(
                outage.jobName() + ": " + outage.state() + times + ": " + cause,
                outage.jobName() + "：" + outage.state() + timesZh + "：" + causeZh);
        return new Condition(
                new Subject(outage.cluster(), outage.jobId(), outage.jobName(), null, null, null),
                outage.failures(),
                summary,
                DESCRIPTION,
                ADVICE,
                annotations,
                outage.since());
    }

    /** TaskManagers and processes that went away shortly before, one a line. */
    private String lostBefore(Outage outage) {
        return losses.stream()
                .filter(signal -> signal.cluster().equals(outage.cluster())
                        && !signal.at().isBefore(outage.since().minus(RELATED)))
                .map(signal -> signal instanceof ProcessExited exited
                        ? exited.process() + " exited with code " + exited.exitCode() + " at " + exited.at()
                        : "TaskManager " + ((TaskManagerLost) signal).taskManagerId() + " was lost at " + signal.at())
                .collect(Collectors.joining("\n"));
    }
}
