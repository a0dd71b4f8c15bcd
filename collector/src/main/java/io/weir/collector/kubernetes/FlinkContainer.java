package io.weir.collector.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of a pod's containers is the Flink process: others, such as log shippers, may come and go without harm to it. */
final class FlinkContainer {
    /**
     * Flink's native integration and its operator call it so (<a
     * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/resource-providers/native_kubernetes/#fields-overwritten-by-flink">docs</a>);
     * the manifests of Flink's own docs use the other two.
     */
    private static final List<String> NAMES = List.of("flink-main-container", "jobmanager", "taskmanager");

    private FlinkContainer() {}

    /** Its name; the first container when none is called as Flink calls it. */
    static String name(@Nullable List<Container> containers) {
        if (containers == null || containers.isEmpty()) {
            return "";
        }
        for (String name : NAMES) {
            if (containers.stream().anyMatch(container -> name.equals(container.getName()))) {
                return name;
            }
        }
        String first = containers.get(0).getName();
        return first == null ? "" : first;
    }
}
