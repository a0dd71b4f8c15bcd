package io.weir.runtime.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Flink options that a deployment may not set, because Weir sets them; and what to write instead. */
final class OwnedOptions {
    private static final String LEAVE_OUT = "leave it out";
    private static final Map<String, String> EXACT = new TreeMap<>(Map.ofEntries(
            Map.entry("parallelism.default", "write parallelism"),
            Map.entry("taskmanager.numberOfTaskSlots", "write taskManager.slots"),
            Map.entry("jobmanager.memory.process.size", "write jobManager.memory"),
            Map.entry("taskmanager.memory.process.size", "write taskManager.memory"),
            Map.entry("jobmanager.memory.flink.size", "write jobManager.memory"),
            Map.entry("taskmanager.memory.flink.size", "write taskManager.memory"),
            Map.entry("env.java.opts", "write env.java.opts.jobmanager or env.java.opts.taskmanager"),
            Map.entry("env.java.opts.all", "write env.java.opts.jobmanager or env.java.opts.taskmanager"),
            Map.entry("env.log.dir", LEAVE_OUT),
            Map.entry("env.pid.dir", LEAVE_OUT),
            Map.entry("execution.savepoint.path", "say what to restore from with the start"),
            Map.entry("execution.state-recovery.path", "say what to restore from with the start"),
            Map.entry("execution.savepoint.ignore-unclaimed-state", "write allowNonRestored"),
            Map.entry("execution.state-recovery.ignore-unclaimed-state", "write allowNonRestored"),
            Map.entry("execution.shutdown-on-application-finish", LEAVE_OUT),
            Map.entry("execution.submit-failed-job-on-application-error", LEAVE_OUT),
            Map.entry("execution.checkpointing.dir", "Weir keeps each run's checkpoints apart; " + LEAVE_OUT),
            Map.entry("state.checkpoints.dir", "Weir keeps each run's checkpoints apart; " + LEAVE_OUT),
            Map.entry("execution.checkpointing.savepoint-dir", "write savepoints"),
            Map.entry("state.savepoints.dir", "write savepoints"),
            Map.entry("execution.target", LEAVE_OUT),
            Map.entry("pipeline.jars", "write artifact"),
            Map.entry("io.tmp.dirs", LEAVE_OUT),
            Map.entry("web.tmpdir", LEAVE_OUT),
            Map.entry("web.upload.dir", LEAVE_OUT),
            Map.entry("blob.server.port", LEAVE_OUT),
            Map.entry("metrics.reporters", LEAVE_OUT),
            Map.entry(
                    "high-availability.type", "Weir restarts a JobManager from its latest checkpoint; " + LEAVE_OUT)));
    private static final String[] PREFIXES = {
        "kubernetes.",
        "metrics.reporter.prom.",
        "metrics.internal.",
        "jobmanager.rpc.",
        "jobmanager.bind-host",
        "rest.address",
        "rest.bind-",
        "rest.port",
        "taskmanager.host",
        "taskmanager.bind-host",
        "taskmanager.rpc.",
        "taskmanager.data.",
        "taskmanager.resource-id",
        "$internal."
    };

    private static final Map<String, String> OF_PYTHON = Map.of(
            "python.client.executable", "the interpreter is python.interpreter of weir.yaml; " + LEAVE_OUT,
            "python.executable", "the interpreter is python.interpreter of weir.yaml; " + LEAVE_OUT,
            "python.files", "write python.files of the spec");

    private OwnedOptions() {}

    /** The same for those that only a Python program may not set. */
    static Optional<String> insteadInPython(String key) {
        return Optional.ofNullable(OF_PYTHON.get(key));
    }

    static Optional<String> instead(String key) {
        String exact = EXACT.get(key);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (String prefix : PREFIXES) {
            if (key.startsWith(prefix)) {
                return Optional.of(LEAVE_OUT);
            }
        }
        return Optional.empty();
    }
}
