package io.weir.runtime.driver.local;

import io.weir.collector.signal.ProcessKind;
import io.weir.runtime.distribution.Distribution;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How all processes of a cluster are started, on ports that are kept.
 *
 * @param processes the JobManager first
 */
record ClusterPlan(LocalClusterSpec spec, List<ProcessPlan> processes) {
    ClusterPlan {
        processes = List.copyOf(processes);
    }

    /** The remembered ports of every process of the spec, and new ones for those that have none. */
    static Map<String, Map<String, Integer>> ports(
            LocalClusterSpec spec, Map<String, Map<String, Integer>> remembered) {
        Set<Integer> taken = new HashSet<>();
        remembered.values().forEach(ports -> taken.addAll(ports.values()));
        Map<String, Map<String, Integer>> ports = new TreeMap<>(remembered);
        List<String> names = new ArrayList<>(LocalNames.taskManagers(spec.taskManagers()));
        names.add(0, LocalNames.JOB_MANAGER);
        for (String name : names) {
            Map<String, Integer> known = ports.getOrDefault(name, Map.of());
            if (!known.keySet().containsAll(purposes(name))) {
                ports.put(name, Ports.allocate(purposes(name), taken));
            }
        }
        return ports;
    }

    static List<String> purposes(String process) {
        return process.equals(LocalNames.JOB_MANAGER) ? Ports.OF_JOB_MANAGER : Ports.OF_TASK_MANAGER;
    }

    /** Writes the configuration and makes the plans from it. */
    static ClusterPlan write(
            LocalClusterSpec spec,
            ClusterFolder folder,
            Distribution distribution,
            Map<String, Map<String, Integer>> ports)
            throws IOException {
        String yaml = FlinkOptions.yaml(FlinkOptions.shared(spec, folder, of(ports, LocalNames.JOB_MANAGER)));
        ClusterFolder.write(folder.conf().resolve("config.yaml"), yaml);
        ClusterFolder.write(folder.conf().resolve("log4j.properties"), Log4j.with(spec.logLevels()));
        String configuration = yaml + Log4j.PROPERTIES;

        Map<String, ProcessKind> kinds = new LinkedHashMap<>();
        kinds.put(LocalNames.JOB_MANAGER, ProcessKind.JOB_MANAGER);
        LocalNames.taskManagers(spec.taskManagers()).forEach(name -> kinds.put(name, ProcessKind.TASK_MANAGER));
        MemoryFlags jobManager = MemoryFlags.of(distribution, folder.conf(), ProcessKind.JOB_MANAGER);
        MemoryFlags taskManager = MemoryFlags.of(distribution, folder.conf(), ProcessKind.TASK_MANAGER);
        List<ProcessPlan> plans = new ArrayList<>();
        kinds.forEach((name, kind) -> plans.add(ProcessPlan.of(
                spec,
                folder,
                distribution,
                kind == ProcessKind.JOB_MANAGER ? jobManager : taskManager,
                name,
                kind,
                of(ports, name),
                configuration)));
        return new ClusterPlan(spec, plans);
    }

    static URI rest(Map<String, Map<String, Integer>> ports) {
        return URI.create("http://" + FlinkOptions.LOOPBACK + ":"
                + of(ports, LocalNames.JOB_MANAGER).get(Ports.REST));
    }

    private static Map<String, Integer> of(Map<String, Map<String, Integer>> ports, String process) {
        return ports.getOrDefault(process, Map.of());
    }
}
