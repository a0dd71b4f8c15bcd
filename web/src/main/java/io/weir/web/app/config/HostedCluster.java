package io.weir.web.app.config;

import java.util.List;
import java.util.Map;

/** A session cluster whose processes Weir runs on this machine. */
public record HostedCluster(
        @Setting(help = "The cluster's name.", required = true)
        String name,

        @Setting(help = "Which Flink, 2.3.0 or 1.20.5; fetched from Maven Central once.", defaultsTo = "2.3.0")
        String flinkVersion,

        @Setting(help = "How many TaskManagers, 1 to 32.", defaultsTo = "2")
        int taskManagers,

        @Setting(help = "Slots of each TaskManager.", defaultsTo = "4")
        int slots,

        @Setting(help = "Flink's total process memory of the JobManager.", defaultsTo = "1024m")
        String jobmanagerMemory,

        @Setting(help = "Flink's total process memory of each TaskManager.", defaultsTo = "1280m")
        String taskmanagerMemory,

        @Setting(help = "Flink options laid over Weir's own.")
        Map<String, String> options,

        @Setting(help = "Labels of all its series: `{namespace: shop, deployment: orders, run: \"7\"}`.")
        Map<String, String> labels,

        @Setting(help = "Jobs that are submitted once the cluster is up.")
        List<JobSettings> jobs,

        @Setting(help = "Whether it has what scripts in SQL need, 64 MB more to fetch once.", defaultsTo = "false")
        boolean sql) {
    public HostedCluster {
        Faults faults = new Faults()
                .name("name", name)
                .range("task_managers", taskManagers, 1, 32)
                .range("slots", slots, 1, 1024)
                .memory("jobmanager_memory", jobmanagerMemory)
                .memory("taskmanager_memory", taskmanagerMemory);
        if (!flinkVersion.matches("\\d+\\.\\d+\\.\\d+")) {
            faults.add(
                    "flink_version", "flink_version \"" + flinkVersion + "\" is no version; write for example 2.3.0");
        }
        options = Map.copyOf(options);
        labels = Map.copyOf(labels);
        faults.labels("labels", labels);
        jobs = List.copyOf(jobs);
        faults.unique("jobs", "name", jobs.stream().map(JobSettings::name).toList())
                .throwIfAny();
    }
}
