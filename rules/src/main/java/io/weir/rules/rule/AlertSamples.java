package io.weir.rules.rule;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes active events as samples, so that charts can show them: {@code ALERTS{alertname, alertstate, ...} 1}, as Prometheus
 * does. See <a
 * href="https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#inspecting-alerts-during-runtime">inspecting
 * alerts</a>. Not thread-safe.
 */
public final class AlertSamples {
    private final SampleSink sink;
    private Set<Labels> before = Set.of();

    public AlertSamples(SampleSink sink) {
        this.sink = sink;
    }

    /** Writes one sample for each active event, and ends the series of those that are no more. */
    public void write(List<Event> active, Instant now) {
        Set<Labels> current = new HashSet<>();
        for (Event event : active) {
            String state = event.state() == EventState.PENDING ? "pending" : "firing";
            current.add(Labels.of(event.labels()).with(Labels.of(Labels.NAME, "ALERTS", "alertstate", state)));
        }
        current.forEach(labels -> sink.append(labels, new Sample(now.toEpochMilli(), 1)));
        before.stream()
                .filter(labels -> !current.contains(labels))
                .forEach(labels -> sink.append(labels, new Sample(now.toEpochMilli(), Sample.STALE)));
        before = current;
    }
}
