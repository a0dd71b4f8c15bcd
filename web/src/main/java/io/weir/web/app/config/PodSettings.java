package io.weir.web.app.config;

import io.weir.collector.kubernetes.PodMapping;
import io.weir.collector.kubernetes.PodTemplate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What of a pod becomes what of a target. In each text {@code {namespace}}, {@code {name}}, {@code {node}}, {@code {label:KEY}} and
 * {@code {annotation:KEY}} stand for what the pod has.
 */
public record PodSettings(
        @Setting(
                help = "The Flink cluster's name, such as `\"{namespace}.{label:app}\"`. A pod without it is left out.",
                defaultsTo = "{label:app}")
        String cluster,

        @Setting(
                help = "`jobmanager` or `taskmanager`. A pod that is neither is left out.",
                defaultsTo = "{label:component}")
        String component,

        @Setting(help = "The deployment's name; a label of its series.", defaultsTo = "{label:app}")
        String deployment,

        @Setting(help = "The run; a label of its series. Nothing names it in pods of Flink's own making.") @Nullable
        String run,

        @Setting(help = "Further labels of its series, by their names.")
        Map<String, String> labels,

        @Setting(help = "`http` or `https`.", defaultsTo = "http")
        String scheme,

        @Setting(help = "The metrics port: a number, or the name of a container's port.", defaultsTo = "9249")
        String port,

        @Setting(help = "The path of the page of metrics.", defaultsTo = "/metrics")
        String path) {
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** Those that Weir sets itself. */
    private static final Set<String> TAKEN = Set.of(
            "cluster",
            "namespace",
            "deployment",
            "run",
            "pod",
            "component",
            "process",
            "instance",
            "tm_id",
            "__name__");

    public PodSettings {
        labels = Map.copyOf(labels);
        Faults faults = new Faults();
        check(faults, "cluster", cluster);
        check(faults, "component", component);
        check(faults, "deployment", deployment);
        if (run != null) {
            check(faults, "run", run);
        }
        check(faults, "port", port);
        check(faults, "path", path);
        new TreeMap<>(labels).forEach((name, text) -> {
            if (!LABEL.matcher(name).matches()) {
                faults.add(
                        "labels", "labels: \"" + name + "\" is no label name; write letters, digits and underscores");
            } else if (TAKEN.contains(name)) {
                faults.add("labels", "labels: Weir sets \"" + name + "\" itself; write another name");
            }
            check(faults, "labels", text);
        });
        if (!scheme.equals("http") && !scheme.equals("https")) {
            faults.add("scheme", "scheme \"" + scheme + "\" is unknown; write http or https");
        }
        faults.throwIfAny();
    }

    private static void check(Faults faults, String key, String text) {
        try {
            var unused = new PodTemplate(text);
        } catch (IllegalArgumentException e) {
            faults.add(key, key + " \"" + text + "\": " + e.getMessage());
        }
    }

    PodMapping mapping() {
        Map<String, PodTemplate> all = new TreeMap<>();
        labels.forEach((name, text) -> all.put(name, new PodTemplate(text)));
        all.put("namespace", new PodTemplate("{namespace}"));
        all.put("deployment", new PodTemplate(deployment));
        if (run != null) {
            all.put("run", new PodTemplate(run));
        }
        return new PodMapping(
                new PodTemplate(cluster),
                new PodTemplate(component),
                scheme,
                new PodTemplate(port),
                new PodTemplate(path),
                all);
    }
}
