package io.weir.web.app;

import io.weir.collector.Collector;
import io.weir.collector.discovery.Discovery;
import io.weir.collector.discovery.Origin;
import io.weir.collector.metric.Labels;
import io.weir.collector.target.Target;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.log.LogFormat;
import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogOwner;
import io.weir.diagnosis.log.LogSource;
import io.weir.runtime.Runtime;
import io.weir.runtime.driver.local.HostedProcess;
import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands hosted processes to the collector as targets and to diagnosis as log sources. Log files are followed beyond a
 * process' death: its last lines are the ones that matter.
 */
final class ProcessSources {
    private final Runtime runtime;
    private final Collector collector;
    private final Diagnosis diagnosis;
    private final Map<String, Discovery> discoveries = new HashMap<>();
    private final Set<LogSource> followed = new HashSet<>();

    ProcessSources(Runtime runtime, Collector collector, Diagnosis diagnosis) {
        this.runtime = runtime;
        this.collector = collector;
        this.diagnosis = diagnosis;
    }

    /** The target of a page of metrics; {@code instance} is host and port, as Prometheus has it. */
    static Target target(String cluster, String process, URI url, Map<String, String> labels) {
        return new Target(
                cluster,
                process,
                url,
                Labels.of(labels)
                        .with(Labels.of(
                                "cluster", cluster, "process", process, "instance", url.getHost() + ":" + port(url))));
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equals(url.getScheme()) ? 443 : 80;
    }

    synchronized void sync(String cluster, Map<String, String> labels) {
        List<HostedProcess> processes = runtime.clusters().stream()
                .filter(local -> local.name().equals(cluster))
                .flatMap(local -> local.processes().stream())
                .toList();
        discoveries
                .computeIfAbsent(cluster, name -> collector.discover(new Origin(Origin.Kind.RUNTIME, name)))
                .publish(processes.stream()
                        .filter(process -> process.state() != HostedProcess.State.EXITED)
                        .map(process -> target(process.cluster(), process.name(), process.metrics(), labels))
                        .toList());
        LogOwner owner = owner(labels, cluster);
        processes.forEach(process -> follow(process, owner));
    }

    /** What a cluster's labels say of whom it works for. */
    static LogOwner owner(Map<String, String> labels, String defaultDeployment) {
        return new LogOwner(
                labels.getOrDefault("namespace", ""),
                labels.getOrDefault("deployment", defaultDeployment),
                labels.getOrDefault("run", ""));
    }

    private void follow(HostedProcess process, LogOwner owner) {
        follow(process, owner, LogKind.LOG, process.logFile());
        follow(process, owner, LogKind.OUT, process.name() + ".out");
        follow(process, owner, LogKind.GC, process.name() + "-gc.log");
    }

    private void follow(HostedProcess process, LogOwner owner, LogKind kind, String file) {
        LogSource source = new LogSource(
                process.cluster(),
                process.name(),
                kind,
                process.logDirectory(),
                file,
                ZoneId.systemDefault(),
                owner,
                LogFormat.AUTO);
        if (followed.add(source)) {
            diagnosis.logbook().following().follow(source);
        }
    }
}
