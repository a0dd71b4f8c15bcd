package io.weir.runtime.driver.local;

import io.weir.runtime.driver.local.HostedProcess.State;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process of a plan through all its lives. Touched by its supervisor's thread only. */
final class SupervisedProcess {
    final ProcessPlan plan;
    final RestartBackoff backoff = new RestartBackoff();
    private final Path logDirectory;
    private final Path log;
    private final Path output;

    @Nullable
    RunningProcess running;

    State state = State.EXITED;
    Instant startedAt = Instant.EPOCH;
    int restarts;
    private long pid;
    private @Nullable Integer exitCode;
    private long logFrom;
    private long outputFrom;

    SupervisedProcess(ProcessPlan plan, Launcher launcher) {
        this.plan = plan;
        logDirectory = launcher.logDirectory();
        log = launcher.log(plan.name());
        output = launcher.output(plan.name());
    }

    /** Takes note of where the log ends, before the process is started. */
    void beforeLaunch() {
        logFrom = LastLines.size(log);
        outputFrom = LastLines.size(output);
    }

    void started(RunningProcess process, Instant at, State as) {
        running = process;
        pid = process.pid();
        startedAt = at;
        exitCode = null;
        state = as;
    }

    void exited(int code) {
        running = null;
        exitCode = code;
        state = State.EXITED;
    }

    List<String> lastLines() {
        return LastLines.of(log, logFrom, output, outputFrom);
    }

    List<String> lastOutput() {
        return LastLines.of(output, outputFrom);
    }

    HostedProcess view(String cluster) {
        return new HostedProcess(
                cluster,
                plan.name(),
                plan.kind(),
                state,
                pid,
                startedAt,
                exitCode,
                restarts,
                plan.metrics(),
                logDirectory,
                log.getFileName().toString());
    }
}
