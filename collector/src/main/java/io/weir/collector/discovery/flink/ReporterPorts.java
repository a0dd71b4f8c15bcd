package io.weir.collector.discovery.flink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The ports at which processes of a cluster may serve their metrics, as the cluster's configuration has them. A range is given where
 * several processes share a machine: each takes the first port that is free.
 *
 * @param ports in order, at most {@value #MOST_PORTS}; empty when no Prometheus reporter is configured
 */
record ReporterPorts(List<Integer> ports) {
    /** Of {@code port} where it is not written. */
    static final int DEFAULT_PORT = 9249;

    static final int MOST_PORTS = 128;

    private static final String PREFIX = "metrics.reporter.";
    private static final String CLASS = "org.apache.flink.metrics.prometheus.PrometheusReporter";

    ReporterPorts {
        ports = List.copyOf(ports);
    }

    static ReporterPorts of(Map<String, String> configuration) {
        Set<Integer> ports = new TreeSet<>();
        String listed = configuration.getOrDefault("metrics.reporters", "");
        Set<String> names = listed.isBlank()
                ? reporters(configuration)
                : Arrays.stream(listed.split("[,;\\[\\]\\s]+")).collect(Collectors.toSet());
        for (String name : names) {
            String own = PREFIX + name + ".";
            // Versions before 1.16 know the reporter by its own class too.
            String type =
                    configuration.getOrDefault(own + "factory.class", configuration.getOrDefault(own + "class", ""));
            if (type.equals(CLASS) || type.equals(CLASS + "Factory")) {
                addPorts(configuration.getOrDefault(own + "port", String.valueOf(DEFAULT_PORT)), ports);
            }
        }
        return new ReporterPorts(ports.stream().limit(MOST_PORTS).toList());
    }

    private static Set<String> reporters(Map<String, String> configuration) {
        return configuration.keySet().stream()
                .filter(key -> key.startsWith(PREFIX) && key.endsWith(".class"))
                .map(key -> key.substring(PREFIX.length()).split("\\.", 2)[0])
                .collect(Collectors.toSet());
    }

    /** As Flink reads them: {@code 9249}, {@code 9250-9260}, {@code 9250,9252-9254}. What is no port is left out. */
    private static void addPorts(String text, Set<Integer> into) {
        for (String part : text.split(",")) {
            List<Integer> ends = new ArrayList<>();
            for (String end : part.strip().split("-", 2)) {
                if (end.strip().matches("[0-9]{1,5}")) {
                    ends.add(Integer.valueOf(end.strip()));
                }
            }
            if (!ends.isEmpty()) {
                int last = Math.min(65_535, ends.get(ends.size() - 1));
                for (int port = Math.max(1, ends.get(0)); port <= last && into.size() < MOST_PORTS; port++) {
                    into.add(port);
                }
            }
        }
    }

    boolean isEmpty() {
        return ports.isEmpty();
    }

    /** Such as {@code 9250-9260}, or a list. */
    @Override
    public String toString() {
        int first = ports.isEmpty() ? 0 : ports.get(0);
        int last = ports.isEmpty() ? 0 : ports.get(ports.size() - 1);
        if (ports.size() > 1 && last - first == ports.size() - 1) {
            return first + "-" + last;
        }
        return ports.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
