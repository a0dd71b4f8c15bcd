package io.weir.collector.jobmetrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Figures of the processes that run a job: loads and shares as means, sizes and collections as sums. */
final class ProcessFigures {
    private final Selection selection;
    private final Collection<MeasuredProcess> processes;
    private final long round;

    ProcessFigures(Selection selection, Collection<MeasuredProcess> processes, long round) {
        this.selection = selection;
        this.processes = processes;
        this.round = round;
    }

    void ofTaskManagers(JobValues values) {
        if (!processes.isEmpty()) {
            values.put(JobMetric.TASKMANAGERS, processes.size());
        }
        values.put(JobMetric.TASKMANAGER_CPU_LOAD_RATIO, cpuLoad());
        values.put(JobMetric.TASKMANAGER_HEAP_RATIO, heapShare());
        values.put(JobMetric.TASKMANAGER_HEAP_USED_BYTES, sum(Role.HEAP_USED));
        values.put(JobMetric.TASKMANAGER_HEAP_COMMITTED_BYTES, sum(Role.HEAP_COMMITTED));
        values.put(JobMetric.TASKMANAGER_HEAP_MAX_BYTES, heapMax());
        values.put(JobMetric.TASKMANAGER_RESIDENT_MAX_BYTES, resident());
        values.put(JobMetric.TASKMANAGER_GC_OLD_TOTAL, sum(Role.OLD_GC_COUNT));
        values.put(JobMetric.TASKMANAGER_GC_OLD_SECONDS_TOTAL, sum(Role.OLD_GC_TIME) / 1000);
        values.put(JobMetric.TASKMANAGER_GC_YOUNG_TOTAL, sum(Role.YOUNG_GC_COUNT));
        values.put(JobMetric.TASKMANAGER_GC_YOUNG_SECONDS_TOTAL, sum(Role.YOUNG_GC_TIME) / 1000);
    }

    void ofJobManager(JobValues values) {
        values.put(JobMetric.JOBMANAGER_CPU_LOAD_RATIO, cpuLoad());
        values.put(JobMetric.JOBMANAGER_HEAP_RATIO, heapShare());
        values.put(JobMetric.JOBMANAGER_HEAP_USED_BYTES, sum(Role.HEAP_USED));
        values.put(JobMetric.JOBMANAGER_HEAP_COMMITTED_BYTES, sum(Role.HEAP_COMMITTED));
        values.put(JobMetric.JOBMANAGER_HEAP_MAX_BYTES, heapMax());
        values.put(JobMetric.JOBMANAGER_RESIDENT_MAX_BYTES, resident());
        values.put(JobMetric.JOBMANAGER_GC_OLD_TOTAL, sum(Role.OLD_GC_COUNT));
        values.put(JobMetric.JOBMANAGER_GC_OLD_SECONDS_TOTAL, sum(Role.OLD_GC_TIME) / 1000);
        values.put(JobMetric.JOBMANAGER_GC_YOUNG_TOTAL, sum(Role.YOUNG_GC_COUNT));
        values.put(JobMetric.JOBMANAGER_GC_YOUNG_SECONDS_TOTAL, sum(Role.YOUNG_GC_TIME) / 1000);
    }

    /** The JVM says a negative load while it does not know. */
    private double cpuLoad() {
        return mean(each(process -> {
            double load = sum(process, Role.CPU_LOAD);
            return load < 0 ? Double.NaN : load;
        }));
    }

    /** Of the processes whose maximum the JVM knows. */
    private double heapShare() {
        return mean(each(process -> {
            double max = sum(process, Role.HEAP_MAX);
            return max > 0 ? sum(process, Role.HEAP_USED) / max : Double.NaN;
        }));
    }

    /** Absent when any process has no known maximum: the sum of the others would look like less than it is. */
    private double heapMax() {
        List<Double> known = each(process -> {
            double max = sum(process, Role.HEAP_MAX);
            return max > 0 ? max : Double.NaN;
        });
        return known.size() < processes.size() ? Double.NaN : total(known);
    }

    private double resident() {
        return each(process -> selection.resident(process, round)).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NaN);
    }

    private double sum(Role role) {
        return total(each(process -> sum(process, role)));
    }

    /** Of one process, over its garbage collectors; NaN when it has no such value. */
    private double sum(MeasuredProcess process, Role role) {
        List<Cell> cells = process.cells().fresh(role, round);
        return cells.isEmpty()
                ? Double.NaN
                : cells.stream().mapToDouble(Cell::value).sum();
    }

    /** The figures of the processes that have one. */
    private List<Double> each(ToDoubleFunction<MeasuredProcess> figure) {
        List<Double> known = new ArrayList<>();
        for (MeasuredProcess process : processes) {
            double value = figure.applyAsDouble(process);
            if (!Double.isNaN(value)) {
                known.add(value);
            }
        }
        return known;
    }

    private static double total(List<Double> known) {
        return known.isEmpty()
                ? Double.NaN
                : known.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double mean(List<Double> known) {
        return known.isEmpty() ? Double.NaN : total(known) / known.size();
    }
}
