package io.weir.collector.sink.pushgateway;

import io.prometheus.client.Collector;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.sink.spool.Spooled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The newest values of one job. */
final class JobGroup extends Collector {
    private final Map<Labels, Double> values = new LinkedHashMap<>();
    private Instant refreshed;
    private boolean changed;
    private @Nullable String refusal;

    JobGroup(Instant refreshed) {
        this.refreshed = refreshed;
    }

    void take(Spooled sample, Labels rest, Instant now) {
        changed = true;
        refreshed = now;
        if (Sample.isStale(sample.value())) {
            values.remove(rest);
        } else {
            values.put(rest, sample.value());
        }
    }

    boolean isGone() {
        return values.isEmpty();
    }

    boolean isChanged() {
        return changed;
    }

    Instant refreshed() {
        return refreshed;
    }

    int size() {
        return values.size();
    }

    void pushed(@Nullable String why) {
        changed = false;
        refusal = why;
    }

    /** Why the server refuses this group, or null. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Untyped, since nothing is known of the type; one family for each name. */
    @Override
    public List<MetricFamilySamples> collect() {
        Map<String, List<MetricFamilySamples.Sample>> families = new TreeMap<>();
        values.forEach((labels, value) -> {
            List<String> names = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            labels.withoutName().asMap().forEach((name, text) -> {
                names.add(name);
                texts.add(text);
            });
            families.computeIfAbsent(labels.name(), name -> new ArrayList<>())
                    .add(new MetricFamilySamples.Sample(labels.name(), names, texts, value));
        });
        return families.entrySet().stream()
                .map(family -> new MetricFamilySamples(
                        family.getKey(), Type.UNKNOWN, "Of a Flink job, by Weir.", family.getValue()))
                .toList();
    }
}
