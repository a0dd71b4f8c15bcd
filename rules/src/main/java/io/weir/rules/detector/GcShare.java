package io.weir.rules.detector;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Series;
import io.weir.collector.signal.ProcessKind;
import io.weir.rules.rule.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** How long processes stood still in old-generation collections. */
final class GcShare {
    /**
     * The collectors of the old generation, as Flink's reporter spells the names of the JVM's beans: G1, Parallel, Serial,
     * CMS, Shenandoah and ZGC, of which only the pauses count because the rest runs beside the program.
     */
    private static final String OLD = "G1_Old_Generation|PS_MarkSweep|MarkSweepCompact|ConcurrentMarkSweep"
            + "|Shenandoah_Pauses|ZGC_Pauses|ZGC_Major_Pauses|ZGC";

    private static final List<LabelMatcher> OF_TASK_MANAGERS = times("taskmanager");
    private static final List<LabelMatcher> OF_JOB_MANAGERS = times("jobmanager");

    private GcShare() {}

    private static List<LabelMatcher> times(String role) {
        return List.of(new LabelMatcher(
                LabelMatcher.Kind.REGEX,
                Labels.NAME,
                "flink_" + role + "_Status_JVM_GarbageCollector_(" + OLD + ")_Time"));
    }

    record Process(String cluster, String name) {
        static Process of(Labels labels) {
            return new Process(labels.get("cluster"), labels.get("process"));
        }
    }

    /** Milliseconds of Full GC within the window, by process. Processes without such a counter are not in the map. */
    static Map<Process, Double> millis(Moment moment, ProcessKind kind, Duration window) {
        Map<Process, Double> millis = new HashMap<>();
        for (Series series : select(moment, kind, window)) {
            millis.merge(Process.of(series.labels()), Counted.increase(series), Double::sum);
        }
        return millis;
    }

    private static List<Series> select(Moment moment, ProcessKind kind, Duration window) {
        List<LabelMatcher> times = kind == ProcessKind.TASK_MANAGER ? OF_TASK_MANAGERS : OF_JOB_MANAGERS;
        long now = moment.at().toEpochMilli();
        return moment.samples().select(times, now - window.toMillis(), now);
    }

    /** When a process began, within the window, to spend more than a share of its time in such collections. */
    static Optional<Instant> begun(Moment moment, ProcessKind kind, Duration window, Process process, double share) {
        return select(moment, kind, window).stream()
                .filter(series -> Process.of(series.labels()).equals(process))
                .flatMapToLong(series -> firstAbove(series, share))
                .min()
                .stream()
                .mapToObj(Instant::ofEpochMilli)
                .findFirst();
    }

    private static LongStream firstAbove(Series series, double share) {
        for (int i = 1; i < series.size(); i++) {
            double took = series.values()[i] - series.values()[i - 1];
            if (took > share * (series.timestampsMs()[i] - series.timestampsMs()[i - 1])) {
                return LongStream.of(series.timestampsMs()[i - 1]);
            }
        }
        return LongStream.empty();
    }
}
