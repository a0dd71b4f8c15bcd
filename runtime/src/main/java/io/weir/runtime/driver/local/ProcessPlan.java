package io.weir.runtime.driver.local;

import io.weir.collector.signal.ProcessKind;
import io.weir.runtime.distribution.Distribution;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * How one process is started.
 *
 * @param arguments of the java launcher, marks of ownership first
 * @param environment beside Weir's own
 * @param fingerprint of the arguments and the configuration; a process with the same one need not be restarted
 */
record ProcessPlan(
        String name,
        ProcessKind kind,
        List<String> arguments,
        Map<String, String> environment,
        String fingerprint,
        Map<String, Integer> ports) {
    ProcessPlan {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        ports = Map.copyOf(ports);
    }

    static ProcessPlan of(
            LocalClusterSpec spec,
            ClusterFolder folder,
            Distribution distribution,
            MemoryFlags memory,
            String name,
            ProcessKind kind,
            Map<String, Integer> ports,
            String configuration) {
        boolean jobManager = kind == ProcessKind.JOB_MANAGER;
        List<String> rest = new ArrayList<>(memory.jvm());
        rest.addAll(JvmFlags.of(folder, name, jobManager ? "jobmanager" : "taskmanager", spec.options()));
        rest.add("-cp");
        rest.add(classPath(distribution));
        rest.add(entryPoint(spec, jobManager));
        rest.addAll(List.of("--configDir", folder.conf().toString()));
        rest.addAll(memory.options());
        (jobManager ? FlinkOptions.ofJobManager(folder, ports) : FlinkOptions.ofTaskManager(folder, name, ports))
                .forEach((key, value) -> rest.addAll(List.of("-D", key + "=" + value)));
        ApplicationJob job = spec.job();
        if (jobManager && job != null) {
            rest.addAll(job.words());
        }
        String fingerprint = fingerprint(rest, configuration);
        List<String> arguments = new ArrayList<>(Marks.of(folder, spec.name(), name, fingerprint));
        arguments.addAll(rest);
        return new ProcessPlan(name, kind, arguments, environment(folder, distribution), fingerprint, ports);
    }

    private static String entryPoint(LocalClusterSpec spec, boolean jobManager) {
        if (!jobManager) {
            return "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
        }
        return spec.job() == null
                ? "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"
                : "org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint";
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath(Distribution distribution) {
        return distribution.home().toAbsolutePath().resolve("lib") + "/*";
    }

    URI metrics() {
        return URI.create("http://" + FlinkOptions.LOOPBACK + ":" + ports.get(Ports.METRICS) + "/metrics");
    }

    private static Map<String, String> environment(ClusterFolder folder, Distribution distribution) {
        Path home = distribution.home().toAbsolutePath();
        return Map.of(
                "FLINK_CONF_DIR", folder.conf().toString(),
                "FLINK_HOME", home.toString(),
                "FLINK_LIB_DIR", home.resolve("lib").toString(),
                "FLINK_LOG_DIR", folder.log().toString(),
                "FLINK_OPT_DIR", home.resolve("opt").toString(),
                "FLINK_PLUGINS_DIR", home.resolve("plugins").toString());
    }

    private static String fingerprint(List<String> arguments, String configuration) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(java().getBytes(StandardCharsets.UTF_8));
            for (String argument : arguments) {
                digest.update(argument.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            digest.update(configuration.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
