package io.weir.diagnosis.exit;

import io.weir.collector.signal.PodExited;
import io.weir.collector.signal.ProcessKind;
import io.weir.diagnosis.exit.ExitEvidence.Seen;
import io.weir.diagnosis.fact.EndedProcess;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Evidence;
import io.weir.rules.rule.Text;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Judges why a process ended. Each step looks for one cause's evidence; the first that finds it is the verdict. Thread-safe. */
public final class ExitReasoning {
    private static final String OOM =
            "\"java.lang.OutOfMemoryError\" OR \"Terminating due to java.lang.OutOfMemoryError\" OR \"Aborting due to java.lang.OutOfMemoryError\"";

    private final Facts facts;

    /** Over some facts. */
    public ExitReasoning(Facts facts) {
        this.facts = facts;
    }

    /** Why it ended. */
    public ExitVerdict judge(EndedProcess end) {
        ExitEvidence seen = new ExitEvidence(facts, end);
        List<Function<ExitEvidence, Optional<ExitVerdict>>> steps = List.of(
                evidence -> asked(end, evidence),
                evidence -> container(end, evidence),
                evidence -> uncaught(end, evidence),
                evidence -> memory(end, evidence),
                evidence -> start(end, evidence),
                evidence -> orphan(end, evidence),
                evidence -> application(end, evidence),
                evidence -> signal(end, evidence),
                evidence -> entrypoint(end, evidence),
                evidence -> nativeCrash(end, evidence),
                evidence -> systemExit(end, evidence));
        for (Function<ExitEvidence, Optional<ExitVerdict>> step : steps) {
            Optional<ExitVerdict> verdict = step.apply(seen);
            if (verdict.isPresent()) {
                return verdict.get();
            }
        }
        return notAssessed(end);
    }

    private static Optional<ExitVerdict> asked(EndedProcess end, ExitEvidence seen) {
        if (!end.requested()) {
            return Optional.empty();
        }
        return Optional.of(normal("asked", ExitTexts.ASKED, seen.exit()));
    }

    private static Optional<ExitVerdict> container(EndedProcess end, ExitEvidence seen) {
        return switch (end.reason()) {
            case PodExited.OOM_KILLED ->
                Optional.of(certain(
                        "container-memory", ExitTexts.CONTAINER_MEMORY, ExitTexts.MEMORY_LIMIT_ADVICE, seen.exit()));
            case "Evicted" -> Optional.of(certain("evicted", ExitTexts.EVICTED, ExitTexts.EVICTED_ADVICE, seen.exit()));
            default -> Optional.empty();
        };
    }

    /** A fatal error of a thread; one that is an OutOfMemoryError is of memory. */
    private static Optional<ExitVerdict> uncaught(EndedProcess end, ExitEvidence seen) {
        if (end.exitCode() != 239) {
            return Optional.empty();
        }
        String part = "produced an uncaught exception. Stopping the process";
        return seen.newest("\"" + part + "\"", part)
                .filter(fatal -> !fatal.text().contains("OutOfMemoryError"))
                .map(fatal -> certain(
                        "uncaught-exception",
                        ExitTexts.uncaught(fatal.cause()),
                        ExitTexts.UNCAUGHT_ADVICE,
                        fatal.line(),
                        seen.exit()));
    }

    private static Optional<ExitVerdict> memory(EndedProcess end, ExitEvidence seen) {
        if (!List.of(1, 3, 134, 239, -1).contains(end.exitCode())) {
            return Optional.empty();
        }
        Optional<Seen> line = seen.newest("kind:out AND (" + OOM + ")", "OutOfMemoryError")
                .or(() -> seen.newest(OOM, "OutOfMemoryError"));
        return line.map(oom -> {
            MemoryKind kind = MemoryKind.of(oom.text());
            return certain(
                    kind.reason(), ExitTexts.outOfMemory(kind, end.exitCode()), kind.advice(), oom.line(), seen.exit());
        });
    }

    private static Optional<ExitVerdict> start(EndedProcess end, ExitEvidence seen) {
        if (end.exitCode() != 1) {
            return Optional.empty();
        }
        Optional<Seen> refused = seen.newest(
                "\"Could not create the Java Virtual Machine\" OR \"Unrecognized VM option\" OR \"Invalid maximum heap size\"",
                "");
        if (refused.isPresent()) {
            return refused.map(line ->
                    certain("jvm-flags", ExitTexts.JVM_FLAGS, ExitTexts.CONFIG_ADVICE, line.line(), seen.exit()));
        }
        String part = "Could not start cluster entrypoint";
        return seen.newest("\"" + part + "\" OR \"IllegalConfigurationException\"", part)
                .map(line -> certain(
                        "bad-start",
                        ExitTexts.badStart(line.cause()),
                        ExitTexts.CONFIG_ADVICE,
                        line.line(),
                        seen.exit()));
    }

    /** A TaskManager whose JobManager is gone gives up with 1. */
    private static Optional<ExitVerdict> orphan(EndedProcess end, ExitEvidence seen) {
        if (end.kind() != ProcessKind.TASK_MANAGER || end.exitCode() != 1) {
            return Optional.empty();
        }
        Optional<EndedProcess> jobManager = seen.jobManagerBefore();
        if (jobManager.isPresent()) {
            EndedProcess gone = jobManager.get();
            boolean over = gone.exitCode() == 0 || gone.exitCode() == 163;
            Text cause = ExitTexts.orphanOf(gone);
            Evidence[] evidence = {seen.exitOf(gone), seen.exit()};
            return Optional.of(
                    over
                            ? normal("application-over", cause, evidence)
                            : consequence("jobmanager-gone", cause, ExitTexts.LOOK_AT_JOB_MANAGER, evidence));
        }
        return seen.newest(
                        "RegistrationTimeoutException OR \"maximum registration duration\" OR \"registration timeout\"",
                        "egistration")
                .map(line -> consequence(
                        "no-jobmanager",
                        ExitTexts.NO_JOB_MANAGER,
                        ExitTexts.LOOK_AT_JOB_MANAGER,
                        line.line(),
                        seen.exit()));
    }

    private static Optional<ExitVerdict> application(EndedProcess end, ExitEvidence seen) {
        if (end.kind() != ProcessKind.JOB_MANAGER) {
            return Optional.empty();
        }
        Optional<Seen> status = seen.newest("\"down with application status\"", "down with application status");
        if (end.exitCode() == 0) {
            return status.map(line -> normal("application-over", ExitTexts.APPLICATION_OVER, line.line(), seen.exit()))
                    .or(() -> seen.isApplicationOver()
                            ? Optional.of(normal("application-over", ExitTexts.APPLICATION_OVER, seen.exit()))
                            : Optional.empty());
        }
        boolean failed = end.exitCode() == 163 || end.exitCode() == 2;
        return status.filter(line -> failed && line.text().contains("FAILED"))
                .map(line -> consequence(
                        "application-failed",
                        ExitTexts.APPLICATION_FAILED,
                        ExitTexts.LOOK_AT_JOB,
                        line.line(),
                        seen.exit()));
    }

    private static Optional<ExitVerdict> signal(EndedProcess end, ExitEvidence seen) {
        if (end.exitCode() == 143 || end.exitCode() == 239) {
            Optional<Seen> told = seen.newest("\"RECEIVED SIGNAL 15\"", "RECEIVED SIGNAL 15");
            Text cause = end.exitCode() == 143 ? ExitTexts.TERMINATED : ExitTexts.HALTED;
            if (told.isPresent()) {
                return told.map(
                        line -> certain("terminated", cause, ExitTexts.TERMINATED_ADVICE, line.line(), seen.exit()));
            }
        }
        if (end.exitCode() == 143) {
            return Optional.of(verdict(
                    "terminated",
                    ExitTexts.TERMINATED,
                    ExitTexts.TERMINATED_ADVICE,
                    Confidence.LIKELY,
                    Bearing.CAUSE,
                    seen.exit()));
        }
        if (end.exitCode() != 137) {
            return Optional.empty();
        }
        Optional<Seen> kernel = seen.newest("\"oom-kill\" OR \"Out of memory: Killed process\"", "");
        if (kernel.isPresent()) {
            return kernel.map(line -> certain(
                    "kernel-oom", ExitTexts.KERNEL_OOM, ExitTexts.MEMORY_LIMIT_ADVICE, line.line(), seen.exit()));
        }
        return Optional.of(seen.lastLine()
                .map(last -> verdict(
                        "killed",
                        ExitTexts.KILLED,
                        ExitTexts.KILLED_ADVICE,
                        Confidence.LIKELY,
                        Bearing.CAUSE,
                        seen.exit(),
                        last.line()))
                .orElseGet(() -> verdict(
                        "killed",
                        ExitTexts.KILLED,
                        ExitTexts.KILLED_ADVICE,
                        Confidence.POSSIBLE,
                        Bearing.CAUSE,
                        seen.exit())));
    }

    private static Optional<ExitVerdict> entrypoint(EndedProcess end, ExitEvidence seen) {
        if (end.exitCode() != 1 && end.exitCode() != 2 && end.exitCode() != 163) {
            return Optional.empty();
        }
        String part = "Fatal error occurred";
        return seen.newest(
                        "\"Fatal error occurred in the cluster entrypoint\" OR \"Fatal error occurred while executing the TaskManager\"",
                        part)
                .map(line -> certain(
                        "fatal-error",
                        ExitTexts.fatal(line.cause()),
                        ExitTexts.EXCEPTION_ADVICE,
                        line.line(),
                        seen.exit()));
    }

    private static Optional<ExitVerdict> nativeCrash(EndedProcess end, ExitEvidence seen) {
        if (end.exitCode() != 134 && end.exitCode() != 139) {
            return Optional.empty();
        }
        return seen.newest(
                        "\"Problematic frame\" OR \"A fatal error has been detected by the Java Runtime Environment\"",
                        "Problematic frame")
                .map(line -> certain(
                        "native-crash", ExitTexts.NATIVE_CRASH, ExitTexts.NATIVE_ADVICE, line.line(), seen.exit()));
    }

    /** A code that Flink gives for no reason that its log names: the program called System.exit. */
    private static Optional<ExitVerdict> systemExit(EndedProcess end, ExitEvidence seen) {
        boolean flinks = List.of(-1, 0, 1, 2, 3, 134, 137, 139, 143, 163).contains(end.exitCode());
        if (flinks || !seen.hasLog()) {
            return Optional.empty();
        }
        Evidence last = seen.lastLine().map(Seen::line).orElseGet(seen::exit);
        return Optional.of(verdict(
                "system-exit",
                ExitTexts.systemExit(end.exitCode()),
                ExitTexts.SYSTEM_EXIT_ADVICE,
                Confidence.LIKELY,
                Bearing.CAUSE,
                seen.exit(),
                last));
    }

    private static ExitVerdict notAssessed(EndedProcess end) {
        return new ExitVerdict(
                "not-assessed",
                ExitTexts.usual(end.exitCode()),
                ExitTexts.LOOK,
                Confidence.NOT_ASSESSED,
                Bearing.SYMPTOM,
                false,
                List.of());
    }

    private static ExitVerdict certain(String reason, Text cause, Text advice, Evidence... evidence) {
        return verdict(reason, cause, advice, Confidence.CERTAIN, Bearing.CAUSE, evidence);
    }

    private static ExitVerdict consequence(String reason, Text cause, Text advice, Evidence... evidence) {
        return verdict(reason, cause, advice, Confidence.CERTAIN, Bearing.CONSEQUENCE, evidence);
    }

    private static ExitVerdict normal(String reason, Text cause, Evidence... evidence) {
        return new ExitVerdict(
                reason, cause, ExitTexts.NOTHING, Confidence.CERTAIN, Bearing.CONSEQUENCE, true, List.of(evidence));
    }

    private static ExitVerdict verdict(
            String reason, Text cause, Text advice, Confidence confidence, Bearing bearing, Evidence... evidence) {
        return new ExitVerdict(reason, cause, advice, confidence, bearing, false, List.of(evidence));
    }
}
