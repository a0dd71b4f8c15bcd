package io.weir.rules.detector;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.Job;
import io.weir.collector.flink.Reachability;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.Event;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Parameter;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.RuleDefinition;
import io.weir.rules.rule.RuleKind;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A checkpoint ended FAILED; over when a later one completes. */
final class CheckpointFailed implements Rule.OnSignals {
    static final RuleKind KIND = new RuleKind(
            new RuleDefinition(
                    "CheckpointFailed",
                    Severity.WARNING,
                    new Text("A checkpoint failed", "检查点失败"),
                    List.of(
                            Parameter.onOff(
                                    "ignoreWhileStarting",
                                    true,
                                    "Passes over checkpoints that failed because not all tasks were running yet."),
                            Parameter.onOff(
                                    "ignoreCausedByRestart",
                                    true,
                                    "Passes over checkpoints that failed because the job restarted: JobFailed tells of"
                                            + " that."))),
            CheckpointFailed::new);

    private static final Text DESCRIPTION = new Text(
            "One failure now and then is no emergency. But until a checkpoint completes, a failure of the job makes it process"
                    + " again everything since the last completed one.",
            "偶尔失败一次并不紧急。但在下一个检查点完成之前，作业一旦失败，就要从上一个完成的检查点开始重新处理全部数据。");

    private static final Text ADVICE = new Text(
            "Read the failure message and the logs at that time. \"Expired before completing\" means it was too slow: look for"
                    + " back pressure, a large state or a slow store, and only then raise the timeout. \"Declined\" or"
                    + " \"asynchronous task checkpoint failed\" means that a task could not write its part: look for its"
                    + " exception.",
            "请查看失败信息和当时的日志。“Expired before completing”表示太慢：先查反压、状态过大或存储过慢，再考虑调大超时。"
                    + "“Declined”或“Asynchronous task checkpoint failed”表示某个任务写不出自己的部分：请找它的异常。");

    private static final List<String> STARTING = List.of(
            "not all required tasks are currently running",
            "some tasks of the job have already finished",
            "tasks not ready");

    private static final List<String> RESTARTING =
            List.of("checkpoint coordinator is suspending", "failoverregion is restarting", "job has failed");

    private static final Duration NEWS = Duration.ofMinutes(5);

    private final boolean ignoreWhileStarting;
    private final boolean ignoreCausedByRestart;

    private CheckpointFailed(Parameters parameters) {
        this.ignoreWhileStarting = parameters.isOn("ignoreWhileStarting");
        this.ignoreCausedByRestart = parameters.isOn("ignoreCausedByRestart");
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        if (signal instanceof CheckpointFinished finished
                && !finished.checkpoint().savepoint()) {
            return finished(finished, moment);
        }
        if (signal instanceof JobStatusChanged change && change.current().isTerminal()) {
            return active(moment, change.cluster(), change.jobId())
                    .map(event -> resolved(event, change.at(), "the job is " + change.current()))
                    .orElse(List.of());
        }
        return List.of();
    }

    private List<Outcome> finished(CheckpointFinished finished, Moment moment) {
        Optional<Event> event = active(moment, finished.cluster(), finished.jobId());
        Checkpoint checkpoint = finished.checkpoint();
        return switch (checkpoint.status()) {
            case IN_PROGRESS -> List.of();
            case COMPLETED ->
                event.filter(active -> isLater(checkpoint, active))
                        .map(active -> resolved(active, finished.at(), "checkpoint " + checkpoint.id() + " completed"))
                        .orElse(List.of());
            case FAILED ->
                isOld(finished, moment) || isIgnored(checkpoint, moment, finished)
                        ? List.of()
                        : List.of(new Outcome.Fire(condition(finished, event)));
        };
    }

    /** Flink keeps a history: what failed long before Weir first saw the job is no news. */
    private static boolean isOld(CheckpointFinished finished, Moment moment) {
        return Duration.between(finished.at(), moment.at()).compareTo(NEWS) > 0;
    }

    /** Signals may be told out of order: a completed checkpoint from before the failure resolves nothing. */
    private static boolean isLater(Checkpoint checkpoint, Event event) {
        return checkpoint.id() > Long.parseLong(event.annotations().getOrDefault("checkpoint_id", "0"));
    }

    private boolean isIgnored(Checkpoint checkpoint, Moment moment, CheckpointFinished finished) {
        String message = checkpoint.failureMessage() == null
                ? ""
                : checkpoint.failureMessage().toLowerCase(Locale.ROOT);
        boolean notYetRunning = moment.job(finished.cluster(), finished.jobId())
                .filter(job -> job.totalTasks() > 0
                        && job.runningTasks() < job.totalTasks()
                        && job.checkpoints().completed() == 0
                        && message.isEmpty())
                .isPresent();
        return ignoreWhileStarting && (notYetRunning || STARTING.stream().anyMatch(message::contains))
                || ignoreCausedByRestart && RESTARTING.stream().anyMatch(message::contains);
    }

    private static Condition condition(CheckpointFinished finished, Optional<Event> before) {
        Checkpoint checkpoint = finished.checkpoint();
        String message = checkpoint.failureMessage();
        int failures = before.map(event -> Integer.parseInt(event.annotations().getOrDefault("failures", "0")))
                        .orElse(0)
                + 1;
        String times = failures == 1 ? "" : ", " + failures + " failed since the last completed one";
        String timesZh = failures == 1 ? "" : "，自上次完成以来已失败 " + failures + " 次";
        Text summary = new Text(
                finished.jobName() + ": checkpoint " + checkpoint.id() + " failed: "
                        + (message == null ? "no reason is given" : StackTraceText.headline(message)) + times,
                finished.jobName() + "：检查点 " + checkpoint.id() + " 失败："
                        + (message == null ? "未给出原因" : StackTraceText.headline(message)) + timesZh);
        return new Condition(
                new Subject(finished.cluster(), finished.jobId(), finished.jobName(), null, null, null),
                failures,
                summary,
                DESCRIPTION,
                ADVICE,
                Map.of(
                        "checkpoint_id", String.valueOf(checkpoint.id()),
                        "failures", String.valueOf(failures),
                        "failure_message", message == null ? "" : StackTraceText.kept(message)),
                finished.at());
    }

    /** The end of a job may have been missed, or its cluster may be a new one that never had it. */
    @Override
    public List<Outcome> onTick(Moment moment) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Event event : moment.active()) {
            Subject subject = event.subject();
            Optional<Job> job = moment.job(subject.cluster(), subject.jobId());
            boolean known = moment.cluster(subject.cluster())
                    .filter(state -> state.reachability() instanceof Reachability.Reachable)
                    .isPresent();
            if (job.isPresent() && job.get().state().isTerminal()) {
                outcomes.addAll(
                        resolved(event, moment.at(), "the job is " + job.get().state()));
            } else if (known && job.isEmpty() && event.startsAt().plus(NEWS).isBefore(moment.at())) {
                outcomes.addAll(resolved(event, moment.at(), "the job is gone: its cluster no longer lists it"));
            }
        }
        return outcomes;
    }

    private static Optional<Event> active(Moment moment, String cluster, String jobId) {
        return moment.active().stream()
                .filter(event -> event.subject().cluster().equals(cluster)
                        && jobId.equals(event.subject().jobId()))
                .findFirst();
    }

    private static List<Outcome> resolved(Event event, Instant at, String because) {
        return List.of(new Outcome.Resolve(event, at, because));
    }
}
