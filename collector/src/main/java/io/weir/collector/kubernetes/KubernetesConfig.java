package io.weir.collector.kubernetes;

import io.weir.collector.target.ScrapeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes API whose Flink pods are watched.
 *
 * @param name in Weir, for its health and its counters
 * @param kubeconfig how to reach the API; null for the service account of the pod that Weir runs in
 * @param context of the kubeconfig; null for its current one
 * @param namespaces which are watched, each by itself; none stands for all of them at once, which takes a ClusterRole
 * @param labelSelector which pods, as {@code kubectl get pods -l} takes it
 * @param timeout for one answer of the API, to its last byte
 * @param scrape how the pods' pages are scraped
 */
public record KubernetesConfig(
        String name,
        @Nullable Path kubeconfig,
        @Nullable String context,
        List<String> namespaces,
        String labelSelector,
        PodMapping mapping,
        Duration timeout,
        ScrapeOptions scrape) {
    /** The labels that Flink's native integration and its operator give their pods. */
    public static final String FLINK_PODS = "app,component in (jobmanager,taskmanager)";

    /** The most namespaces, since each costs a connection and a thread. */
    public static final int MOST_NAMESPACES = 50;

    public KubernetesConfig {
        namespaces = List.copyOf(namespaces);
        if (namespaces.size() > MOST_NAMESPACES) {
            throw new IllegalArgumentException("at most " + MOST_NAMESPACES + " namespaces can be listed, got "
                    + namespaces.size() + "; leave namespaces out to watch all");
        }
    }

    /** The defaults for a kubeconfig: its current context, all namespaces, Flink's pods. */
    public static KubernetesConfig of(String name, @Nullable Path kubeconfig) {
        return new KubernetesConfig(
                name,
                kubeconfig,
                null,
                List.of(),
                FLINK_PODS,
                PodMapping.DEFAULTS,
                Duration.ofSeconds(15),
                ScrapeOptions.DEFAULTS);
    }
}
