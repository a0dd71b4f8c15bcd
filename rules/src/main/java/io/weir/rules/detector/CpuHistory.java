package io.weir.rules.detector;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.collector.signal.ProcessKind;
import io.weir.rules.rule.Moment;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The CPU load of processes at points of time behind now. */
final class CpuHistory {
    private CpuHistory() {}

    /**
     * Which processes were over {@code load} at each of the last points. The load is the process' share of the whole machine,
     * 0 to 1 ({@code Status.JVM.CPU.Load}). A process without a sample at some point is not hot.
     */
    static Map<GcShare.Process, Boolean> hot(Moment moment, ProcessKind kind, int points, Duration step, double load) {
        String role = kind == ProcessKind.TASK_MANAGER ? "taskmanager" : "jobmanager";
        LabelMatcher name = LabelMatcher.equal(Labels.NAME, "flink_" + role + "_Status_JVM_CPU_Load");
        long now = moment.at().toEpochMilli();
        Map<GcShare.Process, Boolean> hot = new HashMap<>();
        for (Series series : moment.samples().select(List.of(name), now - points * step.toMillis(), now)) {
            hot.merge(
                    GcShare.Process.of(series.labels()),
                    isHot(series, now, points, step.toMillis(), load),
                    Boolean::logicalOr);
        }
        return hot;
    }

    private static boolean isHot(Series series, long now, int points, long stepMs, double load) {
        int at = series.size() - 1;
        for (int point = 0; point < points; point++) {
            long end = now - point * stepMs;
            while (at >= 0 && series.timestampsMs()[at] > end) {
                at--;
            }
            // Each point is the newest sample of its own step, so one sample never speaks for two points.
            if (at < 0 || series.timestampsMs()[at] <= end - stepMs) {
                return false;
            }
            double value = series.values()[at];
            if (Sample.isStale(value) || !(value > load)) {
                return false;
            }
        }
        return true;
    }
}
