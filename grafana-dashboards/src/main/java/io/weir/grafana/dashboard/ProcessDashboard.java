package io.weir.grafana.dashboard;

import static io.weir.grafana.dashboard.Panel.graph;

import java.util.List;

/** The JVMs of JobManagers and TaskManagers. */
final class ProcessDashboard {
    private static final String JM = "flink_jobmanager_Status_";
    private static final String TM = "flink_taskmanager_Status_";

    private ProcessDashboard() {}

    static Dashboard make() {
        return new Dashboard(
                "process",
                "Flink JobManager and TaskManager",
                "CPU, memory, garbage collection and network buffers of each process.",
                Store.PROMETHEUS,
                "/clusters",
                Variable.of("cluster", "namespace", "taskmanager"),
                List.of(jobManager(), taskManager(), memory(), network()));
    }

    private static Section jobManager() {
        return Section.of(
                "JobManager",
                jm("CPU", "percentunit", "JVM_CPU_Load", " >= 0"),
                jm("Heap in use", "bytes", "JVM_Memory_Heap_Used", ""),
                graph("Garbage collection", "percentunit", 8)
                        .note("Share of the time that collections take.")
                        .ask(
                                "max by (cluster, host) (rate(" + JM
                                        + "JVM_GarbageCollector_All_Time{<cluster>}[$__rate_interval])) / 1000",
                                "{{cluster}} {{host}}"),
                jm("Metaspace in use", "bytes", "JVM_Memory_Metaspace_Used", ""),
                jm("Threads", "short", "JVM_Threads_Count", ""),
                jm("Classes loaded", "short", "JVM_ClassLoader_ClassesLoaded", ""));
    }

    private static Section taskManager() {
        return Section.of(
                "TaskManager",
                tm("CPU", "percentunit", "JVM_CPU_Load", " >= 0"),
                graph("CPU time", "percentunit", 8)
                        .note("Cores in use: 1 is one core, whatever the machine has.")
                        .ask(
                                "max by (cluster, tm_id) (rate(" + TM + "JVM_CPU_Time{<tm>}[$__rate_interval])) / 1e9",
                                "{{tm_id}}"),
                tm("Threads", "short", "JVM_Threads_Count", ""),
                graph("Garbage collection", "percentunit", 8)
                        .note("Share of the time that collections take.")
                        .ask(
                                "max by (cluster, tm_id) (rate(" + TM
                                        + "JVM_GarbageCollector_All_Time{<tm>}[$__rate_interval])) / 1000",
                                "{{tm_id}}"),
                graph("Collections", "cps", 8)
                        .ask(
                                "max by (cluster, tm_id) (rate(" + TM
                                        + "JVM_GarbageCollector_All_Count{<tm>}[$__rate_interval]))",
                                "{{tm_id}}"),
                tm("Open files", "short", "JVM_FileDescriptor_Open", ""));
    }

    private static Section memory() {
        return Section.of(
                "TaskManager memory",
                tm("Heap in use", "bytes", "JVM_Memory_Heap_Used", ""),
                graph("Heap in use, share", "percentunit", 8)
                        .ask(
                                "max by (cluster, tm_id) (" + TM + "JVM_Memory_Heap_Used{<tm>} / (" + TM
                                        + "JVM_Memory_Heap_Max{<tm>} > 0))",
                                "{{tm_id}}"),
                tm("Metaspace in use", "bytes", "JVM_Memory_Metaspace_Used", ""),
                tm("Direct memory", "bytes", "JVM_Memory_Direct_MemoryUsed", ""),
                tm("Mapped memory", "bytes", "JVM_Memory_Mapped_MemoryUsed", ""),
                tm("Managed memory in use", "bytes", "Flink_Memory_Managed_Used", ""));
    }

    private static Section network() {
        return Section.of(
                "Network buffers",
                tm("Network memory in use", "bytes", "Shuffle_Netty_UsedMemory", ""),
                tm("Free segments", "short", "Shuffle_Netty_AvailableMemorySegments", ""),
                tm("Asked for, share", "percent", "Shuffle_Netty_RequestedMemoryUsage", ""));
    }

    private static Panel jm(String title, String unit, String metric, String then) {
        return graph(title, unit, 8)
                .ask("max by (cluster, host) (" + JM + metric + "{<cluster>}" + then + ")", "{{cluster}} {{host}}");
    }

    private static Panel tm(String title, String unit, String metric, String then) {
        return graph(title, unit, 8)
                .ask("max by (cluster, tm_id) (" + TM + metric + "{<tm>}" + then + ")", "{{tm_id}}");
    }
}
