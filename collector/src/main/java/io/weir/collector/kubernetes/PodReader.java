package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.weir.collector.metric.Labels;
import io.weir.collector.signal.PodId;
import io.weir.collector.signal.ProcessKind;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.Target;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads pods by a mapping. Immutable. */
final class PodReader {
    /** The label that Flink's native integration puts on its pods, and its value. */
    private static final String TYPE = "type";

    private static final String NATIVE = "flink-native-kubernetes";

    private final String kubernetes;
    private final PodMapping mapping;
    private final ScrapeOptions options;

    PodReader(String kubernetes, PodMapping mapping, ScrapeOptions options) {
        this.kubernetes = kubernetes;
        this.mapping = mapping;
        this.options = options;
    }

    /**
     * What the pod tells; empty when the mapping makes no Flink process of it.
     *
     * @param now for what Kubernetes gives no time
     */
    Optional<PodSighting> read(Pod pod, Instant now) {
        ObjectMeta metadata = pod.getMetadata();
        PodSpec spec = pod.getSpec() == null ? new PodSpec() : pod.getSpec();
        PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
        PodTemplate.Subject subject = new PodTemplate.Subject(
                orEmpty(metadata.getNamespace()),
                orEmpty(metadata.getName()),
                orEmpty(spec.getNodeName()),
                metadata.getLabels() == null ? Map.of() : metadata.getLabels(),
                metadata.getAnnotations() == null ? Map.of() : metadata.getAnnotations());
        Optional<String> cluster = mapping.cluster().fill(subject);
        Optional<ProcessKind> kind = mapping.component().fill(subject).flatMap(PodReader::kind);
        if (cluster.isEmpty() || kind.isEmpty()) {
            return Optional.empty();
        }
        PodId id = new PodId(kubernetes, subject.namespace(), subject.name(), metadata.getUid());
        PodStates states = new PodStates(pod, spec, status, FlinkContainer.name(spec.getContainers()), now);
        return Optional.of(new PodSighting(
                id,
                cluster.get(),
                kind.get(),
                label("deployment", subject),
                label("run", subject),
                target(cluster.get(), kind.get(), subject, spec, status),
                states.runs(),
                states.exits(),
                states.problems(),
                states.created(),
                states.isScheduled()));
    }

    private String label(String name, PodTemplate.Subject subject) {
        return Optional.ofNullable(mapping.labels().get(name))
                .flatMap(template -> template.fill(subject))
                .orElse("");
    }

    private static Optional<ProcessKind> kind(String component) {
        return switch (component.toLowerCase(Locale.ROOT).replace("-", "")) {
            case "jobmanager" -> Optional.of(ProcessKind.JOB_MANAGER);
            case "taskmanager" -> Optional.of(ProcessKind.TASK_MANAGER);
            default -> Optional.empty();
        };
    }

    private @Nullable Target target(
            String cluster, ProcessKind kind, PodTemplate.Subject subject, PodSpec spec, PodStatus status) {
        String phase = orEmpty(status.getPhase());
        String address = orEmpty(status.getPodIP());
        // A pod has its address before its process listens; a page that is not there yet is a target that is down.
        if (address.isEmpty() || !phase.equals("Running")) {
            return null;
        }
        Optional<Integer> port = mapping.port().fill(subject).flatMap(text -> port(text, spec.getContainers()));
        Optional<String> path = mapping.path().fill(subject);
        if (port.isEmpty() || path.isEmpty()) {
            return null;
        }
        String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        String slash = path.get().startsWith("/") ? "" : "/";
        URI url;
        try {
            url = URI.create(mapping.scheme() + "://" + host + ":" + port.get() + slash + path.get());
        } catch (IllegalArgumentException e) {
            // The path came from the pod itself; it has no page that could be asked for.
            return null;
        }
        return new Target(cluster, subject.name(), url, labels(cluster, kind, subject, url), options);
    }

    private Labels labels(String cluster, ProcessKind kind, PodTemplate.Subject subject, URI url) {
        Labels labels = Labels.of(
                "cluster", cluster, "process", subject.name(), "instance", url.getHost() + ":" + url.getPort());
        labels = labels.with("pod", subject.name())
                .with("component", kind == ProcessKind.JOB_MANAGER ? "jobmanager" : "taskmanager");
        if (kind == ProcessKind.TASK_MANAGER && NATIVE.equals(subject.labels().get(TYPE))) {
            // There the pod's name is the TaskManager's id; the reporter writes it with underscores for dashes.
            labels = labels.with("tm_id", subject.name());
        }
        for (Map.Entry<String, PodTemplate> entry : mapping.labels().entrySet()) {
            Optional<String> value = entry.getValue().fill(subject);
            if (value.isPresent()) {
                labels = labels.with(entry.getKey(), value.get());
            }
        }
        return labels;
    }

    private static Optional<Integer> port(String text, @Nullable List<Container> containers) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.length() > 5 || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535
                    ? Optional.empty()
                    : Optional.of(Integer.valueOf(text));
        }
        return (containers == null ? List.<Container>of() : containers)
                .stream()
                        .filter(container -> container.getPorts() != null)
                        .flatMap(container -> container.getPorts().stream())
                        .filter(port -> text.equals(port.getName()) && port.getContainerPort() != null)
                        .map(ContainerPort::getContainerPort)
                        .findFirst();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
