package io.weir.runtime.driver.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Flink's options of a hosted cluster: Weir's own, and the user's laid over them
 * (<a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/config/">reference</a>).
 */
final class FlinkOptions {
    static final String LOOPBACK = "127.0.0.1";

    /** Options that differ from process to process. */
    private static final Set<String> OF_PROCESS = Set.of(
            "io.tmp.dirs",
            "metrics.internal.query-service.port",
            "metrics.reporter.prom.port",
            "taskmanager.data.port",
            "taskmanager.resource-id",
            "taskmanager.rpc.port",
            "web.tmpdir",
            "web.upload.dir");

    private FlinkOptions() {}

    /** The options all processes of the cluster share. */
    static Map<String, String> shared(LocalClusterSpec spec, ClusterFolder folder, Map<String, Integer> jobManager) {
        Map<String, String> options = owned(spec, folder, jobManager);
        for (String key : spec.options().keySet()) {
            if (options.containsKey(key) || OF_PROCESS.contains(key)) {
                throw new IllegalArgumentException("option " + key + " of cluster " + spec.name()
                        + " belongs to Weir, which binds hosted processes to loopback; leave it out");
            }
        }
        options.put("rest.flamegraph.enabled", "true");
        options.put("taskmanager.load-balance.mode", "SLOTS");
        options.put("parallelism.default", "1");
        // A checkpoint that goes with its job is of no use to whoever has to start it again.
        options.put("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        ApplicationJob job = spec.job();
        if (job != null) {
            options.put("parallelism.default", Integer.toString(job.parallelism()));
            // The JobManager stays to tell how its job ended, also when the main method failed before there was one.
            options.put("execution.shutdown-on-application-finish", "false");
            options.put("execution.submit-failed-job-on-application-error", "true");
        }
        options.put("jobmanager.execution.failover-strategy", "region");
        hasten(options);
        options.putAll(spec.options());
        return options;
    }

    private static Map<String, String> owned(
            LocalClusterSpec spec, ClusterFolder folder, Map<String, Integer> jobManager) {
        Map<String, String> options = new TreeMap<>();
        options.put("jobmanager.rpc.address", LOOPBACK);
        options.put("jobmanager.rpc.port", port(jobManager, Ports.RPC));
        options.put("jobmanager.bind-host", LOOPBACK);
        options.put("jobmanager.memory.process.size", spec.jobManagerMemory());
        options.put("blob.server.port", port(jobManager, Ports.BLOB));
        options.put("rest.address", LOOPBACK);
        options.put("rest.bind-address", LOOPBACK);
        options.put("rest.port", port(jobManager, Ports.REST));
        options.put("rest.bind-port", port(jobManager, Ports.REST));
        options.put("taskmanager.host", LOOPBACK);
        options.put("taskmanager.bind-host", LOOPBACK);
        options.put("taskmanager.numberOfTaskSlots", Integer.toString(spec.slots()));
        options.put("taskmanager.memory.process.size", spec.taskManagerMemory());
        options.put("execution.checkpointing.dir", folder.checkpoints().toUri().toString());
        options.put(
                "execution.checkpointing.savepoint-dir",
                folder.savepoints().toUri().toString());
        options.put("metrics.reporters", "prom");
        // By name: the class extends Flink's, which are not on Weir's class path.
        options.put(
                "metrics.reporter.prom.factory.class", "io.weir.runtime.reporter.LoopbackPrometheusReporterFactory");
        options.put("metrics.reporter.prom.host", LOOPBACK);
        return options;
    }

    /**
     * Flink waits 10 s between heartbeats, 50 s for a lost one and 10 s after a refused registration, which suits networks.
     * On one machine a dead TaskManager can be told from a slow one much sooner.
     */
    private static void hasten(Map<String, String> options) {
        options.put("heartbeat.interval", "2 s");
        options.put("heartbeat.timeout", "10 s");
        options.put("cluster.registration.error-delay", "500 ms");
        options.put("cluster.registration.refused-registration-delay", "1 s");
    }

    static Map<String, String> ofJobManager(ClusterFolder folder, Map<String, Integer> ports) {
        Map<String, String> options = ofProcess(folder, LocalNames.JOB_MANAGER, ports);
        String temporary = folder.temporary(LocalNames.JOB_MANAGER).toString();
        options.put("web.tmpdir", temporary);
        options.put("web.upload.dir", temporary);
        return options;
    }

    static Map<String, String> ofTaskManager(ClusterFolder folder, String name, Map<String, Integer> ports) {
        Map<String, String> options = ofProcess(folder, name, ports);
        options.put("taskmanager.resource-id", name);
        options.put("taskmanager.rpc.port", port(ports, Ports.RPC));
        options.put("taskmanager.data.port", port(ports, Ports.DATA));
        return options;
    }

    private static Map<String, String> ofProcess(ClusterFolder folder, String name, Map<String, Integer> ports) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("io.tmp.dirs", folder.temporary(name).toString());
        options.put("metrics.internal.query-service.port", port(ports, Ports.QUERY));
        options.put("metrics.reporter.prom.port", port(ports, Ports.METRICS));
        return options;
    }

    /** {@code config.yaml}: flat keys with quoted values, which every version of Flink's reader takes as they are. */
    static String yaml(Map<String, String> options) {
        StringBuilder text = new StringBuilder("# Written by Weir at every start of the cluster.\n");
        options.forEach((key, value) -> text.append(key)
                .append(": \"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append("\"\n"));
        return text.toString();
    }

    private static String port(Map<String, Integer> ports, String purpose) {
        Integer port = ports.get(purpose);
        if (port == null) {
            throw new IllegalStateException("no port for " + purpose + " in " + ports);
        }
        return port.toString();
    }
}
