package io.weir.diagnosis.incident;

import io.weir.collector.flink.Checkpoint;
import io.weir.collector.flink.JobState;
import io.weir.collector.flink.Reachability;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.ClusterReachabilityChanged;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobManagerReplaced;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.JobStopRequested;
import io.weir.collector.signal.JobVanished;
import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.PodStarted;
import io.weir.collector.signal.PodTroubled;
import io.weir.collector.signal.ProcessExited;
import io.weir.collector.signal.ProcessStarted;
import io.weir.collector.signal.SavepointTriggered;
import io.weir.collector.signal.Signal;
import io.weir.collector.signal.TaskManagerLost;
import io.weir.collector.signal.TaskManagerRegistered;
import io.weir.diagnosis.incident.TimelineEntry.Kind;
import io.weir.rules.rule.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signals as entries of a timeline. */
final class SignalEntries {
    private SignalEntries() {}

    /** Empty for a signal that says nothing to a person that another one does not say as well. */
    static Optional<TimelineEntry> of(Signal signal) {
        TimelineEntry entry = null;
        if (signal instanceof JobStatusChanged changed) {
            entry = status(changed);
        } else if (signal instanceof JobExceptionRaised raised) {
            entry = exception(raised.cluster(), raised.jobId(), raised.jobName(), raised.exception());
        } else if (signal instanceof CheckpointFinished finished) {
            entry = checkpoint(finished.cluster(), finished.jobId(), finished.jobName(), finished.checkpoint());
        } else if (signal instanceof JobVanished vanished) {
            entry = ofJob(
                    vanished,
                    vanished.jobId(),
                    Kind.STATUS,
                    true,
                    "The JobManager knows job " + vanished.jobName() + " no longer",
                    "JobManager 不再认识作业 " + vanished.jobName());
        } else if (signal instanceof JobStopRequested stop) {
            entry = ofJob(
                    stop,
                    stop.jobId(),
                    Kind.ACTION,
                    false,
                    stop.by() + " asked to stop job " + stop.jobName(),
                    stop.by() + " 请求停止作业 " + stop.jobName());
        } else if (signal instanceof SavepointTriggered savepoint) {
            entry = ofJob(
                    savepoint,
                    savepoint.jobId(),
                    Kind.ACTION,
                    false,
                    "Savepoint " + savepoint.savepointId() + " of job " + savepoint.jobName() + " was begun",
                    "作业 " + savepoint.jobName() + " 开始 savepoint " + savepoint.savepointId());
        } else {
            entry = ofProcess(signal);
        }
        return Optional.ofNullable(entry);
    }

    private static @Nullable TimelineEntry ofProcess(Signal signal) {
        if (signal instanceof ProcessExited exited) {
            String how = exited.requested() ? ", as was asked" : "";
            String howZh = exited.requested() ? "（按要求）" : "";
            return of(
                    exited,
                    exited.process(),
                    !exited.requested(),
                    exited.process() + " ended with exit code " + exited.exitCode() + how,
                    exited.process() + " 退出，退出码 " + exited.exitCode() + howZh);
        }
        if (signal instanceof ProcessStarted started && !started.adopted()) {
            return of(
                    started,
                    started.process(),
                    false,
                    started.process() + " was started, pid " + started.pid(),
                    started.process() + " 已启动，pid " + started.pid());
        }
        if (signal instanceof TaskManagerLost lost) {
            String id = lost.taskManagerId();
            return of(lost, id, true, "The JobManager lost TaskManager " + id, "JobManager 失去 TaskManager " + id);
        }
        if (signal instanceof TaskManagerRegistered registered) {
            String id = registered.taskManagerId();
            return of(registered, id, false, "TaskManager " + id + " registered", "TaskManager " + id + " 已注册");
        }
        return ofPod(signal);
    }

    private static @Nullable TimelineEntry ofPod(Signal signal) {
        if (signal instanceof PodExited exited && exited.flink()) {
            String reason = exited.reason().isEmpty() ? "" : " (" + exited.reason() + ")";
            return of(
                    exited,
                    exited.pod().name(),
                    !exited.requested() && exited.exitCode() != 0,
                    "Pod " + exited.pod() + " ended with exit code " + exited.exitCode() + reason,
                    "Pod " + exited.pod() + " 退出，退出码 " + exited.exitCode() + reason);
        }
        if (signal instanceof PodStarted started && started.flink()) {
            return of(
                    started,
                    started.pod().name(),
                    false,
                    "Pod " + started.pod() + " was started",
                    "Pod " + started.pod() + " 已启动");
        }
        if (signal instanceof PodTroubled troubled) {
            String what = troubled.reason() + " " + troubled.message();
            return of(
                    troubled,
                    troubled.pod().name(),
                    true,
                    "Pod " + troubled.pod() + ": " + what.strip(),
                    "Pod " + troubled.pod() + "：" + what.strip());
        }
        return ofCluster(signal);
    }

    private static @Nullable TimelineEntry ofCluster(Signal signal) {
        if (signal instanceof JobManagerReplaced replaced) {
            return entry(
                    replaced.cluster(),
                    replaced.at(),
                    Kind.CLUSTER,
                    true,
                    null,
                    "jobmanager",
                    new Text(
                            "Another JobManager answers, at " + replaced.address() + ", Flink " + replaced.version(),
                            "另一个 JobManager 开始应答：" + replaced.address() + "，Flink " + replaced.version()),
                    "/clusters");
        }
        if (signal instanceof ClusterReachabilityChanged changed) {
            boolean reachable = changed.current() instanceof Reachability.Reachable;
            return entry(
                    changed.cluster(),
                    changed.at(),
                    Kind.CLUSTER,
                    !reachable,
                    null,
                    null,
                    reachable
                            ? new Text(
                                    "The REST API of " + changed.cluster() + " answers",
                                    changed.cluster() + " 的 REST API 恢复应答")
                            : new Text(
                                    "The REST API of " + changed.cluster() + " does not answer",
                                    changed.cluster() + " 的 REST API 无应答"),
                    "/clusters");
        }
        return null;
    }

    static TimelineEntry status(JobStatusChanged changed) {
        String from = changed.previous() == null ? "" : changed.previous() + " → ";
        boolean fault = changed.current().isFailure()
                || changed.previous() == JobState.RUNNING && changed.current() == JobState.SUSPENDED;
        return ofJob(
                changed,
                changed.jobId(),
                Kind.STATUS,
                fault,
                "Job " + changed.jobName() + ": " + from + changed.current(),
                "作业 " + changed.jobName() + "：" + from + changed.current());
    }

    static TimelineEntry exception(
            String cluster, String jobId, String jobName, io.weir.collector.flink.JobException exception) {
        String task = exception.taskName() == null ? "" : " (" + exception.taskName() + ")";
        String deepest = RootCause.line(exception.stackTrace());
        return entry(
                cluster,
                exception.at(),
                Kind.EXCEPTION,
                true,
                jobId,
                exception.taskManagerId(),
                new Text("Job " + jobName + task + ": " + deepest, "作业 " + jobName + task + "：" + deepest),
                job(cluster, jobId) + "?tab=exceptions&at=" + exception.at().toEpochMilli());
    }

    static TimelineEntry checkpoint(String cluster, String jobId, String jobName, Checkpoint checkpoint) {
        boolean failed = checkpoint.status() == Checkpoint.Status.FAILED;
        String kind = checkpoint.savepoint() ? "Savepoint " : "Checkpoint ";
        String why = failed && checkpoint.failureMessage() != null ? ": " + checkpoint.failureMessage() : "";
        String took = String.format(Locale.ROOT, "%.1f s", checkpoint.duration().toMillis() / 1000.0);
        Instant end = checkpoint.triggeredAt().plus(checkpoint.duration());
        return entry(
                cluster,
                end,
                Kind.CHECKPOINT,
                failed,
                jobId,
                null,
                new Text(
                        kind + checkpoint.id() + " of job " + jobName + (failed ? " failed after " : " completed in ")
                                + took + why,
                        "作业 " + jobName + " 的 " + kind + checkpoint.id() + (failed ? " 失败，用时 " : " 完成，用时 ") + took
                                + why),
                job(cluster, jobId) + "?tab=checkpoints&checkpoint=" + checkpoint.id());
    }

    private static TimelineEntry ofJob(Signal signal, String jobId, Kind kind, boolean fault, String en, String zh) {
        return entry(
                signal.cluster(),
                signal.at(),
                kind,
                fault,
                jobId,
                null,
                new Text(en, zh),
                job(signal.cluster(), jobId) + "?tab=timeline&at=" + signal.at().toEpochMilli());
    }

    private static TimelineEntry of(Signal signal, String process, boolean fault, String en, String zh) {
        return entry(signal.cluster(), signal.at(), Kind.PROCESS, fault, null, process, new Text(en, zh), "/clusters");
    }

    static TimelineEntry entry(
            String cluster,
            Instant at,
            Kind kind,
            boolean fault,
            @Nullable String jobId,
            @Nullable String process,
            Text text,
            @Nullable String link) {
        // The same fact is told by a signal and found in the collector's history, so its key is made of what both know.
        String key = kind + "|" + cluster + "|" + (jobId == null ? "" : jobId) + "|" + at.toEpochMilli() + "|"
                + Integer.toHexString(text.en().hashCode());
        return new TimelineEntry(key, at, kind, fault, cluster, jobId, process, text, link);
    }

    static String job(String cluster, String jobId) {
        return "/clusters/" + encoded(cluster) + "/jobs/" + encoded(jobId);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
