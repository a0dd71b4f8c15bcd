package io.weir.rules.detector;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.rules.catalogue.EventTexts;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The lowest use of the heap over a window with garbage collections in it is nearly its maximum: that much is alive. With the
 * collectors that let the old generation fill up before they clean it, only collections of the old generation count.
 */
final class HeapAfterGc implements Rule.OnSamples {
    private static final String JVM = "flink_(jobmanager|taskmanager)_Status_JVM_";
    private static final List<LabelMatcher> COLLECTIONS = named("GarbageCollector_(.+)_Count");
    private static final List<LabelMatcher> HEAP_MAX = named("Memory_Heap_Max");
    private static final List<LabelMatcher> HEAP_USED = named("Memory_Heap_Used");

    /** These clean the old generation only when it is full, and say so by a count of their own. */
    private static final Pattern LAZY = Pattern.compile(".*_(PS_MarkSweep|MarkSweepCompact|ConcurrentMarkSweep)_Count");

    private final EventTexts texts;
    private final double share;
    private final Duration window;
    private final int collections;

    HeapAfterGc(EventTexts texts) {
        this.texts = texts;
        this.share = texts.inForce().number("share");
        this.window = texts.inForce().duration("window");
        this.collections = texts.inForce().integer("collections");
    }

    @Override
    public boolean isPerProcess() {
        return true;
    }

    @Override
    public Assessment assess(Moment moment) {
        Map<GcShare.Process, Double> most = new HashMap<>();
        select(moment, HEAP_MAX).forEach(series -> most.put(GcShare.Process.of(series.labels()), last(series)));
        Map<GcShare.Process, Double> counts = counts(moment);
        List<Condition> holding = new ArrayList<>();
        for (Series series : select(moment, HEAP_USED)) {
            GcShare.Process process = GcShare.Process.of(series.labels());
            double max = most.getOrDefault(process, -1.0);
            double floor = floor(series);
            if (max > 0 && floor / max > share && counts.getOrDefault(process, 0.0) >= collections) {
                holding.add(texts.condition(
                        new Subject(process.cluster(), null, null, process.name(), null, null),
                        floor / max,
                        Map.of("heap_max_bytes", String.valueOf((long) max)),
                        Instant.ofEpochMilli(series.timestampsMs()[0])));
            }
        }
        return Assessment.of(holding);
    }

    private Map<GcShare.Process, Double> counts(Moment moment) {
        Map<GcShare.Process, Double> lazy = new HashMap<>();
        Map<GcShare.Process, Double> all = new HashMap<>();
        for (Series series : select(moment, COLLECTIONS)) {
            GcShare.Process process = GcShare.Process.of(series.labels());
            boolean isLazy = LAZY.matcher(series.labels().name()).matches();
            // "All" counts the others once more.
            if (!series.labels().name().endsWith("_All_Count")) {
                (isLazy ? lazy : all).merge(process, Counted.increase(series), Double::sum);
            }
        }
        all.putAll(lazy);
        return all;
    }

    private static List<LabelMatcher> named(String rest) {
        return List.of(new LabelMatcher(LabelMatcher.Kind.REGEX, Labels.NAME, JVM + rest));
    }

    private List<Series> select(Moment moment, List<LabelMatcher> matchers) {
        long now = moment.at().toEpochMilli();
        return moment.samples().select(matchers, now - window.toMillis(), now);
    }

    private static double last(Series series) {
        return series.values()[series.size() - 1];
    }

    private static double floor(Series series) {
        double floor = Double.POSITIVE_INFINITY;
        for (double value : series.values()) {
            if (!Sample.isStale(value) && !Double.isNaN(value)) {
                floor = Math.min(floor, value);
            }
        }
        return floor == Double.POSITIVE_INFINITY ? Double.NaN : floor;
    }
}
