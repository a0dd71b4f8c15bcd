package io.weir.collector.kubernetes;

import java.util.Map;

/**
 * What of a pod becomes what of a target.
 *
 * @param cluster the Flink cluster's name; a pod for which it is empty is left out and counted
 * @param component {@code jobmanager} or {@code taskmanager}; a pod for which it is neither is left out and counted
 * @param port the number of the metrics port, or the name of a container's port
 * @param path of the page of metrics
 * @param labels further labels of its series by their names, such as {@code namespace}; one that is empty is left out
 */
public record PodMapping(
        PodTemplate cluster,
        PodTemplate component,
        String scheme,
        PodTemplate port,
        PodTemplate path,
        Map<String, PodTemplate> labels) {
    /**
     * As Flink's native integration and its operator label their pods, with the port that Flink's Prometheus reporter takes
     * (<a href="https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/metric_reporters/#prometheus">docs</a>).
     */
    public static final PodMapping DEFAULTS = new PodMapping(
            new PodTemplate("{label:app}"),
            new PodTemplate("{label:component}"),
            "http",
            new PodTemplate("9249"),
            new PodTemplate("/metrics"),
            Map.of("namespace", new PodTemplate("{namespace}"), "deployment", new PodTemplate("{label:app}")));

    public PodMapping {
        labels = Map.copyOf(labels);
    }
}
