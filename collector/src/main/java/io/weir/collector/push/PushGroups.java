package io.weir.collector.push;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.push.Admission.Way;
import io.weir.collector.push.PushRefusedException.Reason;
import io.weir.collector.scrape.PlainPage;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The groups of the Pushgateway API. The last value of each is published every interval, as a scrape of a Pushgateway would see it,
 * until the group is deleted or no push came for long: then its series end. Groups are forgotten at a restart. Thread-safe.
 */
final class PushGroups {
    static final String PUSH_TIME = "push_time_seconds";

    private final PushConfig config;
    private final Admission admission;
    private final Clock clock;
    private final Map<Map<String, String>, PushGroup> groups = new LinkedHashMap<>();
    private int series;
    private long expired;

    PushGroups(PushConfig config, Admission admission, Clock clock) {
        this.config = config;
        this.admission = admission;
        this.clock = clock;
    }

    /**
     * Takes a push.
     *
     * @param key {@code job} and the other labels of the path; laid over the labels of each series
     * @param replaceAll true for PUT, which replaces the group; false for POST, which replaces metrics of the same names
     */
    void push(Map<String, String> key, byte[] page, boolean replaceAll) throws PushRefusedException {
        Map<Labels, Double> pushed = read(key, page);
        synchronized (this) {
            PushGroup group = groups.get(key);
            if (group == null && groups.size() >= config.groupLimit()) {
                throw new PushRefusedException(
                        Reason.TOO_LARGE, "there are " + config.groupLimit() + " groups already; delete some");
            }
            PushGroup next = group == null ? new PushGroup() : group;
            int size = next.sizeWith(pushed, replaceAll);
            if (series - next.values.size() + size > config.groupSeriesLimit()) {
                throw new PushRefusedException(
                        Reason.TOO_LARGE,
                        "all groups together may have " + config.groupSeriesLimit() + " series; push fewer");
            }
            Map<Labels, Double> values = replaceAll ? new HashMap<>() : next.kept(pushed);
            values.putAll(pushed);
            Set<Labels> ended = new HashSet<>(next.values.keySet());
            ended.removeAll(values.keySet());
            series += values.size() - next.values.size();
            next.values.clear();
            next.values.putAll(values);
            next.pushedMs = clock.millis();
            groups.put(key, next);
            long now = publish(key, next);
            ended.forEach(labels -> admission.admit(Way.PUSHGATEWAY, labels, new Sample(now, Sample.STALE)));
        }
    }

    private Map<Labels, Double> read(Map<String, String> key, byte[] page) throws PushRefusedException {
        List<PlainPage.Entry> entries;
        try {
            entries = PlainPage.read(page, config.sampleLimit());
        } catch (IllegalArgumentException e) {
            throw new PushRefusedException(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
        Labels own = Labels.of(key);
        Map<Labels, Double> values = new LinkedHashMap<>();
        for (PlainPage.Entry entry : entries) {
            if (entry.hasTime()) {
                throw new PushRefusedException(
                        Reason.MALFORMED, "pushed metrics must not have timestamps; leave them out");
            }
            Labels labels = entry.series().with(own);
            String fault = admission.fault(labels);
            if (fault != null) {
                throw new PushRefusedException(Reason.TOO_LARGE, Admission.excerpt(labels.toString()) + ": " + fault);
            }
            values.put(labels, entry.value());
        }
        return values;
    }

    /** Ends a group; true when there was one. */
    synchronized boolean delete(Map<String, String> key) {
        PushGroup group = groups.remove(key);
        if (group == null) {
            return false;
        }
        end(key, group);
        return true;
    }

    /** Publishes every group again, and ends those whose last push is too old. */
    synchronized void publishAgain() {
        long now = clock.millis();
        for (Iterator<Map.Entry<Map<String, String>, PushGroup>> all =
                        groups.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<Map<String, String>, PushGroup> entry = all.next();
            PushGroup group = entry.getValue();
            if (now - group.pushedMs > config.staleAfter().toMillis()) {
                all.remove();
                expired++;
                end(entry.getKey(), group);
            } else if (now - group.publishedMs >= config.interval().toMillis() / 2) {
                publish(entry.getKey(), group);
            }
        }
    }

    private long publish(Map<String, String> key, PushGroup group) {
        // Two pushes within a millisecond are two samples, as the later one must not be lost.
        long now = Math.max(clock.millis(), group.publishedMs + 1);
        group.publishedMs = now;
        group.values.forEach((labels, value) -> admission.admit(Way.PUSHGATEWAY, labels, new Sample(now, value)));
        admission.admit(Way.PUSHGATEWAY, pushTime(key), new Sample(now, group.pushedMs / 1e3));
        return now;
    }

    private void end(Map<String, String> key, PushGroup group) {
        series -= group.values.size();
        Sample stale = new Sample(Math.max(clock.millis(), group.publishedMs + 1), Sample.STALE);
        group.values.keySet().forEach(labels -> admission.admit(Way.PUSHGATEWAY, labels, stale));
        admission.admit(Way.PUSHGATEWAY, pushTime(key), stale);
    }

    private static Labels pushTime(Map<String, String> key) {
        return Labels.of(key).with(Labels.NAME, PUSH_TIME);
    }

    synchronized List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.gauge("weir_push_groups", "Groups of the Pushgateway API.", groups.size()),
                SelfMetric.gauge("weir_push_group_series", "Series of these groups.", series),
                SelfMetric.counter(
                        "weir_push_expired_groups_total", "Groups that ended because no push came for long.", expired));
    }
}
