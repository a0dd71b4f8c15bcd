package io.weir.diagnosis.log.push;

import io.weir.diagnosis.log.LogKind;
import io.weir.diagnosis.log.LogOwner;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whose line it is, as the labels of the sender tell. The names that promtail, Fluent Bit, Vector, Filebeat (ECS) and OpenTelemetry's
 * <a href="https://opentelemetry.io/docs/specs/semconv/resource/">resource attributes</a> have for the same thing all count; the
 * first in the lists below wins.
 *
 * @param sender who numbers its lines, so that one that comes twice is known; empty where nobody does
 */
record PushedOrigin(String cluster, String process, LogKind kind, LogOwner owner, String sender) {
    private static final int LONGEST = 256;
    private static final List<String> CLUSTER = List.of(
            "weir.cluster", "weir_cluster", "cluster", "k8s.cluster.name", "orchestrator.cluster.name", "cluster_name");
    private static final List<String> NAMESPACE = List.of(
            "namespace",
            "k8s.namespace.name",
            "kubernetes.namespace_name",
            "kubernetes.namespace",
            "kubernetes.pod_namespace",
            "service.namespace");
    private static final List<String> DEPLOYMENT = List.of(
            "deployment",
            "k8s.deployment.name",
            "kubernetes.deployment.name",
            "kubernetes.labels.app",
            "kubernetes.pod_labels.app",
            "service.name",
            "service_name",
            "app");
    private static final List<String> RUN = List.of("run", "flink.job.id", "job_id", "service.version");
    private static final List<String> PROCESS = List.of(
            "process",
            "pod",
            "k8s.pod.name",
            "kubernetes.pod_name",
            "kubernetes.pod.name",
            "service.instance.id",
            "instance",
            "log.file.path",
            "log.file.name",
            "filename",
            "file",
            "host.name",
            "hostname",
            "host",
            "agent.hostname");
    private static final List<String> KIND = List.of("kind", "weir.kind");

    static PushedOrigin of(Map<String, String> labels) {
        String process = first(labels, PROCESS, "unknown");
        return new PushedOrigin(
                first(labels, CLUSTER, "pushed"),
                process.substring(process.lastIndexOf('/') + 1),
                kind(first(labels, KIND, "log")),
                new LogOwner(first(labels, NAMESPACE, ""), first(labels, DEPLOYMENT, ""), first(labels, RUN, "")),
                first(labels, List.of("sender"), ""));
    }

    private static String first(Map<String, String> labels, List<String> names, String otherwise) {
        for (String name : names) {
            String value = labels.get(name);
            if (value != null && !value.isBlank()) {
                return value.length() <= LONGEST ? value : value.substring(0, LONGEST);
            }
        }
        return otherwise;
    }

    private static LogKind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "out", "stdout", "stderr" -> LogKind.OUT;
            case "gc" -> LogKind.GC;
            case "start" -> LogKind.START;
            default -> LogKind.LOG;
        };
    }
}
