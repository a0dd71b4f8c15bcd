package io.weir.diagnosis.load;

import io.weir.collector.metric.Labels;
import io.weir.diagnosis.fact.Facts;
import io.weir.diagnosis.finding.Bearing;
import io.weir.diagnosis.finding.Confidence;
import io.weir.diagnosis.finding.Evidence;
import io.weir.diagnosis.finding.Finding;
import io.weir.diagnosis.finding.Question;
import io.weir.diagnosis.finding.Said;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How much of their time processes spent in garbage collection: the slope of the collectors' {@code Time}. Not {@code TimeMsPerSecond},
 * which lags by a minute, and no rate, which spreads what a young process did over the whole window. Where a process logs its collections, and that is
 * worse than what could be scraped of it, its log is believed.
 */
final class GarbageCollection {
    private static final double MUCH = 0.3;
    private static final List<String> COLLECTORS = List.of(
            "G1_Young_Generation",
            "G1_Old_Generation",
            "Copy",
            "MarkSweepCompact",
            "PS_Scavenge",
            "PS_MarkSweep",
            "All");
    /** The shorter one tells of what has just begun, where there are enough samples; the longer one where they are far apart. */
    private static final List<String> WINDOWS = List.of("[1m]", "[2m]");

    private static final double FULL_FLOOR = 0.6;
    /** Fewer full collections than that in a minute do not follow one another. */
    private static final int OFTEN = 3;

    private final Figures figures;
    private final Question question;
    private final Map<String, Share> shares = new HashMap<>();

    private GarbageCollection(Figures figures, Question question) {
        this.figures = figures;
        this.question = question;
    }

    /** Read from samples, or from what the process logged. */
    private record Share(double share, String collector, Instant at, GcPauses.@Nullable Minute logged) {}

    static GarbageCollection of(Facts facts, Figures figures, Question question) {
        GarbageCollection read = new GarbageCollection(figures, question);
        // A slope has no name, and the collectors of a process differ in nothing else: each name by itself.
        Set<String> found = new TreeSet<>();
        for (String kind : List.of("taskmanager", "jobmanager")) {
            for (String collector : COLLECTORS) {
                found.add("flink_" + kind + "_Status_JVM_GarbageCollector_" + collector + "_Time");
            }
        }
        for (String name : found) {
            String collector =
                    name.replaceAll(".+_GarbageCollector_(.+)_Time", "$1").replace('_', ' ');
            for (String window : WINDOWS) {
                String selector = figures.selector(name, "") + window;
                figures.highest("deriv(" + selector + ") / 1000 and (count_over_time(" + selector + ") >= 3)")
                        .forEach((labels, peak) ->
                                read.take(labels.get("process"), new Share(peak.value(), collector, peak.at(), null)));
            }
        }
        GcPauses.worst(facts, question)
                .forEach((process, minute) ->
                        read.take(process, new Share(minute.share(), "Full GC", minute.at(), minute)));
        return read;
    }

    private void take(String process, Share share) {
        shares.merge(process, share, (a, b) -> a.share() >= b.share() ? a : b);
    }

    /** The share of a process' time, 0 to 1; 0 when it is not known. */
    double share(String process) {
        Share share = shares.get(process);
        return share == null ? 0 : share.share();
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        shares.forEach((process, share) -> {
            if (share.share() > MUCH) {
                findings.add(finding(process, share));
            }
        });
        return findings;
    }

    private Finding finding(String process, Share share) {
        Subject subject = new Subject(question.cluster(), null, null, process, null, null);
        String percent = percent(share.share());
        GcPauses.Minute logged = share.logged();
        double floor = logged == null ? floor(process, share.at()) : logged.floor();
        boolean full = floor > FULL_FLOOR;
        String kept = percent(floor);
        Text cause = logged != null && logged.pauses() < OFTEN
                ? new Text(
                        "it stood still in full collections that took very long, " + logged.pauses() + " in a minute",
                        "它在耗时极长的 Full GC 中停顿，一分钟内 " + logged.pauses() + " 次")
                : full
                        ? new Text(
                                "after every collection at least " + kept
                                        + " of the heap is still in use, so it collects all the time",
                                "每次回收后堆仍至少占用 " + kept + "，因此不断回收")
                        : new Text(
                                "objects are made faster than the heap can hold them until they are collected",
                                "对象产生速度超出堆的承受能力");
        Instant from = later(logged == null ? Figures.windowBefore(share.at()) : logged.from());
        List<Evidence> evidence = logged == null ? sampled(process, share, floor, from) : List.of(logged.longest());
        return new Finding(
                Finding.id("garbage-collection", subject, ""),
                "garbage-collection",
                subject,
                Bearing.CAUSE,
                Confidence.CERTAIN,
                Severity.CRITICAL,
                new Said(
                        new Text(
                                process + " spends " + percent + " of its time in garbage collection ("
                                        + share.collector() + ")",
                                process + " 有 " + percent + " 的时间用于垃圾回收（" + share.collector() + "）"),
                        cause,
                        new Text(
                                "Everything on it slows down; heartbeats and checkpoints may time out.",
                                "其上一切变慢；心跳与检查点可能超时。"),
                        new Text(
                                full
                                        ? "If the floor rises over hours, something leaks: take a heap dump. Otherwise raise taskmanager.memory.task.heap.size or the parallelism."
                                        : "Look at what allocates (JFR, allocation flame graph), or raise the heap.",
                                full
                                        ? "若底线数小时内持续上升即为泄漏：取堆转储；否则调大 taskmanager.memory.task.heap.size 或并行度。"
                                        : "查看分配热点（JFR、分配火焰图），或增大堆。")),
                evidence,
                from,
                share.at());
    }

    private List<Evidence> sampled(String process, Share share, double floor, Instant from) {
        String expression = "deriv({__name__=~\"flink_.+_GarbageCollector_"
                + share.collector().replace(' ', '_') + "_Time\",cluster=\"" + question.cluster() + "\",process=\""
                + process + "\"}[2m]) / 1000";
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence.Metric(
                expression,
                share.share(),
                from,
                share.at(),
                process + ": " + percent(share.share()) + " of its time in garbage collection"));
        if (!Double.isNaN(floor)) {
            evidence.add(new Evidence.Metric(
                    "flink_taskmanager_Status_JVM_Memory_Heap_Used{process=\"" + process + "\"}",
                    floor,
                    from,
                    share.at(),
                    "lowest heap use in that time: " + percent(floor) + " of the maximum"));
        }
        return evidence;
    }

    /** The lowest share of the heap in use within the window; NaN when it is not known. */
    private double floor(String process, Instant at) {
        String of = "process=\"" + process + "\"";
        for (String kind : List.of("taskmanager", "jobmanager")) {
            String base = "flink_" + kind + "_Status_JVM_Memory_Heap_";
            Map<Labels, Double> found = figures.at(
                    "min by (process) (min_over_time(" + figures.selector(base + "Used", of)
                            + "[1m])) / max by (process) (max_over_time(" + figures.selector(base + "Max", of)
                            + "[1m]))",
                    at);
            if (!found.isEmpty()) {
                return found.values().iterator().next();
            }
        }
        return Double.NaN;
    }

    private Instant later(Instant at) {
        return at.isBefore(question.from()) ? question.from() : at;
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "?" : String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
