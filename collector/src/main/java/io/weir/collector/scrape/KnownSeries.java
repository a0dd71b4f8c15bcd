package io.weir.collector.scrape;

import io.weir.collector.head.Head;
import io.weir.collector.metric.Labels;
import io.weir.collector.target.ScrapeLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The series of one target, and whether more may come. A series takes its place in the head when a good page has it, never
 * earlier; once the hour's budget is spent, new ones wait outside and the old ones stay. Not thread-safe.
 */
final class KnownSeries implements SeriesResolver {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Head head;
    private final Map<String, String> targetMap;

    /** Shorter ones first. */
    private final List<String> targetNames;

    private final boolean honorLabels;
    private final ScrapeLimits limits;
    private final Map<Labels, PageSeries> known = new HashMap<>();

    /** Those that the page being read brought up. */
    private final List<PageSeries> fresh = new ArrayList<>();

    /** Those of the last good page that found no room. */
    private List<PageSeries> refused = new ArrayList<>();

    private List<PageSeries> refusedNow = new ArrayList<>();
    private boolean first = true;
    private Instant windowStart = Instant.MIN;
    private int admitted;

    KnownSeries(Head head, Labels targetLabels, boolean honorLabels, ScrapeLimits limits) {
        this.honorLabels = honorLabels;
        this.head = head;
        this.targetMap = targetLabels.asMap();
        this.targetNames = targetMap.keySet().stream()
                .sorted(Comparator.comparing(String::length))
                .toList();
        this.limits = limits;
    }

    @Override
    public PageSeries resolve(Map<String, String> exported) throws MalformedPageException {
        Labels labels = withTarget(exported);
        PageSeries one = known.get(labels);
        if (one == null) {
            checkLimits(labels);
            one = new PageSeries(labels);
            known.put(labels, one);
            fresh.add(one);
        }
        return one;
    }

    /** To be called before a good page's series are admitted. */
    void beginPage(Instant at, int pageNumber) {
        if (Duration.between(windowStart, at).abs().compareTo(WINDOW) >= 0) {
            windowStart = at;
            admitted = 0;
            known.values().removeIf(one -> one.lastPage != pageNumber);
        }
    }

    /** Gives a series its place in the head; false when it has none. */
    boolean admit(PageSeries one) {
        if (one.head == null && (first || admitted < limits.newSeriesPerHour())) {
            known.remove(one.labels());
            one.join(head);
            // The head's labels share their strings with all series; those of the page would be some 800 bytes a
            // series.
            known.put(one.labels(), one);
            admitted += first || one.head == null ? 0 : 1;
        }
        if (one.head == null) {
            refusedNow.add(one);
        }
        return one.head != null;
    }

    /** To be called after a good page's series were admitted. */
    void endPage(int pageNumber) {
        for (PageSeries one : refused) {
            if (one.head == null && one.lastPage != pageNumber) {
                known.remove(one.labels());
            }
        }
        List<PageSeries> spare = refused;
        refused = refusedNow;
        refusedNow = spare;
        refusedNow.clear();
        fresh.clear();
        first = false;
    }

    /** To be called after a page that failed: what it brought up never was. */
    void dropFresh() {
        fresh.forEach(one -> known.remove(one.labels()));
        fresh.clear();
    }

    /** How many series of the last good page were left out. */
    int refused() {
        return refused.size();
    }

    /**
     * Lays the target's labels over the exported ones, which keep their value as {@code exported_name}; the shorter names choose first,
     * and a name that the page itself uses, though without a value, is not free. With honoured labels it is the exported one that stays,
     * also one without a value, as in Prometheus.
     */
    private Labels withTarget(Map<String, String> exported) {
        if (honorLabels) {
            Map<String, String> honored = new HashMap<>(targetMap);
            honored.putAll(exported);
            return Labels.of(honored);
        }
        Map<String, String> all = new HashMap<>(exported);
        all.putAll(targetMap);
        for (String name : targetNames) {
            String own = exported.getOrDefault(name, "");
            if (!own.isEmpty()) {
                String free = "exported_" + name;
                while (all.containsKey(free)) {
                    free = "exported_" + free;
                }
                all.put(free, own);
            }
        }
        return Labels.of(all);
    }

    private void checkLimits(Labels labels) throws MalformedPageException {
        if (labels.size() > limits.labels()) {
            throw beyond("the series has " + labels.size() + " labels", limits.labels());
        }
        for (Map.Entry<String, String> label : labels.asMap().entrySet()) {
            if (label.getKey().length() > limits.labelNameBytes()) {
                throw beyond("a label name has " + label.getKey().length() + " bytes", limits.labelNameBytes());
            }
            // No char takes more than three bytes, so that few values need to be counted.
            if (label.getValue().length() > limits.labelValueBytes() / 3) {
                int bytes = label.getValue().getBytes(StandardCharsets.UTF_8).length;
                if (bytes > limits.labelValueBytes()) {
                    throw beyond(
                            "the value of label " + label.getKey() + " has " + bytes + " bytes",
                            limits.labelValueBytes());
                }
            }
        }
    }

    private static MalformedPageException beyond(String what, int limit) {
        return new MalformedPageException(
                ScrapeFailure.Reason.LABEL_LIMIT, what + ", and the limit for this target is " + limit);
    }
}
