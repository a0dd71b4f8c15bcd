package io.weir.web.app.config;

import io.weir.collector.kubernetes.KubernetesConfig;
import io.weir.collector.kubernetes.KubernetesPods;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Kubernetes API whose Flink pods are watched; docs/kubernetes.md tells what it takes. */
public record KubernetesSettings(
        @Setting(help = "Its name in Weir.", required = true)
        String name,

        @Setting(help = "How it is reached; the service account of the pod that Weir runs in when missing.") @Nullable
        Path kubeconfig,

        @Setting(help = "The context of the kubeconfig; its current one when missing.") @Nullable
        String context,

        @Setting(help = "Which namespaces are watched; all of them when missing, which takes a ClusterRole.")
        List<String> namespaces,

        @Setting(
                help =
                        "Which pods, as `kubectl get pods -l` takes it. The default finds what Flink's native integration"
                                + " and its operator make.",
                defaultsTo = KubernetesConfig.FLINK_PODS)
        String labelSelector,

        @Setting(help = "What of a pod becomes what of a target.")
        PodSettings pod,

        @Setting(help = "For one answer of the API.", defaultsTo = "15s")
        Duration timeout,

        @Setting(help = "How the pods' pages are scraped.") TargetScrapeSettings scrape,

        @Setting(help = "How the pods' logs are read.") PodLogSettings logs) {
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    public KubernetesSettings {
        namespaces = List.copyOf(namespaces);
        Faults faults = new Faults().name("name", name).unique("namespaces", "name", namespaces);
        if (kubeconfig == null && context != null) {
            faults.add("context", "context is for a kubeconfig; write kubeconfig: FILE too, or leave context out");
        }
        if (kubeconfig != null) {
            // Whether Weir runs in a pod is asked when it runs: this file may be checked elsewhere.
            KubernetesPods.fault(kubeconfig, context).ifPresent(fault -> faults.add("kubeconfig", fault));
        }
        for (String namespace : namespaces) {
            if (!NAMESPACE.matcher(namespace).matches()) {
                faults.add(
                        "namespaces",
                        "namespaces: \"" + namespace + "\" is no namespace; write small letters, digits and dashes");
            }
        }
        faults.range("namespaces", namespaces.size(), 0, KubernetesConfig.MOST_NAMESPACES);
        if (labelSelector.isBlank()) {
            faults.add(
                    "label_selector",
                    "label_selector is empty, which finds every pod there is; write for example app=my-cluster");
        }
        faults.throwIfAny();
    }

    /** What the collector makes of it. */
    public KubernetesConfig config() {
        return new KubernetesConfig(
                name, kubeconfig, context, namespaces, labelSelector, pod.mapping(), timeout, scrape.options());
    }
}
