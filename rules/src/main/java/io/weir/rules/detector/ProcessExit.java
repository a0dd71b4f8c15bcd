package io.weir.rules.detector;

import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.Signal;
import io.weir.rules.event.Event;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Outcome;
import io.weir.rules.rule.Parameters;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A process ended that nobody asked to end. The event fires until its replacement is up, or for a while, so that a person sees
 * it.
 */
final class ProcessExit implements Rule.OnSignals {
    static final Function<Parameters, Rule> TASK_MANAGER =
            inForce -> new ProcessExit(ProcessKind.TASK_MANAGER, inForce);
    static final Function<Parameters, Rule> JOB_MANAGER = inForce -> new ProcessExit(ProcessKind.JOB_MANAGER, inForce);

    /** What the JVM gives on SIGTERM: an ordinary stop. */
    private static final int TERMINATED = 143;

    private static final int APPLICATION_FAILED = 163;

    private final Set<String> withoutJobManager = new HashSet<>();
    private final ProcessKind kind;
    private final Duration shownFor;

    private ProcessExit(ProcessKind kind, Parameters parameters) {
        this.kind = kind;
        this.shownFor = parameters.duration("shownFor");
    }

    @Override
    public List<Outcome> onSignal(Signal signal, Moment moment) {
        remember(signal);
        if (signal instanceof ProcessExited exited && exited.kind() == kind) {
            boolean abnormal = !exited.requested()
                    && exited.exitCode() != TERMINATED
                    && !isEndOfApplication(exited, moment)
                    && !isConsequence(exited);
            return abnormal ? List.of(new Outcome.Fire(condition(exited))) : List.of();
        }
        if (signal instanceof PodExited exited && exited.kind() == kind && exited.flink()) {
            boolean abnormal = !exited.requested() && exited.exitCode() != TERMINATED && exited.exitCode() != 0;
            return abnormal ? List.of(new Outcome.Fire(condition(asProcess(exited)))) : List.of();
        }
        if (signal instanceof PodStarted started && started.kind() == kind && started.flink()) {
            return madeGoodBy(started, moment).stream()
                    .<Outcome>map(event -> new Outcome.Resolve(
                            event, moment.at(), "pod " + started.pod().name() + " runs"))
                    .toList();
        }
        if (signal instanceof ProcessStarted started && started.kind() == kind) {
            return moment.active().stream()
                    .filter(event -> event.subject().cluster().equals(started.cluster())
                            && started.process().equals(event.subject().process()))
                    .map(event -> resolve(event, started))
                    .toList();
        }
        return List.of();
    }

    /** A pod that starts again makes its own exit good; another one, which replaces it, the oldest that is left. */
    private static Optional<Event> madeGoodBy(PodStarted started, Moment moment) {
        List<Event> before = moment.active().stream()
                .filter(event -> event.subject().cluster().equals(started.cluster())
                        && event.startsAt().isBefore(started.at()))
                .sorted(Comparator.comparing(Event::startsAt))
                .toList();
        return before.stream()
                .filter(event -> started.pod().name().equals(event.subject().process()))
                .findFirst()
                .or(() -> before.stream().findFirst());
    }

    /** A container's end tells what a process' end does; Kubernetes' reason is its evidence. */
    static ProcessExited asProcess(PodExited exited) {
        String said = exited.message().isEmpty() ? exited.reason() : exited.reason() + ": " + exited.message();
        return new ProcessExited(
                exited.cluster(),
                exited.at(),
                exited.pod().name(),
                exited.kind(),
                0,
                exited.exitCode(),
                exited.requested(),
                said.isEmpty() ? List.of() : said.lines().limit(20).toList());
    }

    private void remember(Signal signal) {
        if (signal instanceof ProcessExited exited && exited.kind() == ProcessKind.JOB_MANAGER) {
            withoutJobManager.add(exited.cluster());
        } else if (signal instanceof ProcessStarted started && started.kind() == ProcessKind.JOB_MANAGER) {
            withoutJobManager.remove(started.cluster());
        }
    }

    /** In application mode the JobManager ends with its jobs: with 0 when they finished, with 163 when one failed, which JobFailed tells. */
    private static boolean isEndOfApplication(ProcessExited exited, Moment moment) {
        boolean ended = moment.cluster(exited.cluster()).stream()
                .flatMap(cluster -> cluster.jobs().stream())
                .anyMatch(job -> job.state().isTerminal());
        boolean running = moment.cluster(exited.cluster()).stream()
                .flatMap(cluster -> cluster.jobs().stream())
                .anyMatch(job -> !job.state().isTerminal());
        return exited.kind() == ProcessKind.JOB_MANAGER
                && (exited.exitCode() == 0 || exited.exitCode() == APPLICATION_FAILED)
                && ended
                && !running;
    }

    /** A TaskManager that finds no JobManager any more gives up with 1. */
    private boolean isConsequence(ProcessExited exited) {
        return exited.kind() == ProcessKind.TASK_MANAGER
                && exited.exitCode() == 1
                && withoutJobManager.contains(exited.cluster());
    }

    private static Outcome resolve(Event event, ProcessStarted started) {
        return new Outcome.Resolve(
                event, started.at(), started.process() + " is up again with process id " + started.pid());
    }

    @Override
    public List<Outcome> onTick(Moment moment) {
        return moment.active().stream()
                .filter(event -> event.startsAt().plus(shownFor).isBefore(moment.at()))
                .<Outcome>map(event -> new Outcome.Resolve(event, moment.at(), "a record: shown long enough"))
                .toList();
    }

    private Condition condition(ProcessExited exited) {
        ExitVerdict verdict = ExitCodes.verdict(exited.exitCode(), exited.lastLines());
        Text cause = verdict.isAssessed()
                ? verdict.cause()
                : new Text(
                        "not assessed, since no log line proves it; this code usually means: "
                                + verdict.cause().en(),
                        "未评估（没有日志佐证）；该退出码通常表示：" + verdict.cause().zh());
        Map<String, String> annotations = new HashMap<>();
        annotations.put("exit_code", String.valueOf(exited.exitCode()));
        annotations.put("pid", String.valueOf(exited.pid()));
        annotations.put("verdict", verdict.isAssessed() ? verdict.cause().en() : "not assessed");
        annotations.put("evidence", verdict.evidence());
        annotations.put("last_lines", String.join("\n", exited.lastLines()));
        String code = exited.exitCode() < 0 ? "?" : String.valueOf(exited.exitCode());
        return new Condition(
                new Subject(exited.cluster(), null, null, exited.process(), null, null),
                exited.exitCode(),
                new Text(
                        exited.process() + " exited with code " + code + ": " + cause.en(),
                        exited.process() + " 已退出，退出码 " + code + "：" + cause.zh()),
                new Text(
                        "Process " + exited.pid() + " of " + exited.cluster() + " ended at " + exited.at()
                                + " without being asked to. " + consequence().en(),
                        exited.cluster() + " 的进程 " + exited.pid() + " 于 " + exited.at() + " 非预期退出。"
                                + consequence().zh()),
                kind == ProcessKind.TASK_MANAGER
                        ? verdict.advice()
                        : verdict.advice().plus(DUPLICATES),
                annotations,
                exited.at());
    }

    private Text consequence() {
        return kind == ProcessKind.TASK_MANAGER
                ? new Text("The jobs that had tasks on it restart.", "在其上运行任务的作业会重启。")
                : new Text(
                        "Every job of the cluster stops until a JobManager is back; without high availability they are lost.",
                        "JobManager 恢复前集群内所有作业停止；未启用高可用时作业会丢失。");
    }

    private static final Text DUPLICATES =
            new Text("After the recovery check the output for duplicates.", "恢复后请检查输出是否有重复。");
}
