package io.weir.collector.sink;

import static io.weir.collector.metric.SelfMetric.counter;
import static io.weir.collector.metric.SelfMetric.gauge;

import io.weir.collector.metric.SelfMetric;
import java.util.ArrayList;
import java.util.List;

/** What sinks tell of themselves, for Weir's own {@code /metrics}. */
final class SinkReadings {
    private SinkReadings() {}

    static List<SelfMetric> of(List<SinkStatus> sinks) {
        List<SelfMetric> all = new ArrayList<>();
        for (SinkStatus sink : sinks) {
            List.of(
                            gauge(
                                    "weir_sink_up",
                                    "1 when the last send went well.",
                                    sink.state() == SinkStatus.State.UP ? 1 : 0),
                            gauge(
                                    "weir_sink_paused",
                                    "1 while the server refuses our credentials.",
                                    sink.state() == SinkStatus.State.PAUSED ? 1 : 0),
                            gauge(
                                    "weir_sink_lag_seconds",
                                    "Age of the oldest sample that was not delivered.",
                                    sink.lag().toMillis() / 1e3),
                            gauge("weir_sink_waiting_samples", "Samples not delivered yet.", sink.waitingSamples()),
                            gauge("weir_sink_spool_bytes", "Bytes of the spool on disk.", sink.spoolBytes()),
                            counter("weir_sink_sent_samples_total", "Samples the server took.", sink.sentSamples()),
                            counter(
                                    "weir_sink_dropped_samples_total",
                                    "Samples dropped because the spool was full, damaged or not writable.",
                                    sink.droppedSamples()),
                            counter(
                                    "weir_sink_queue_dropped_samples_total",
                                    "Samples dropped because they came faster than they could be spooled.",
                                    sink.queueDroppedSamples()),
                            counter(
                                    "weir_sink_rejected_samples_total",
                                    "Samples the server will never take.",
                                    sink.rejectedSamples()),
                            counter(
                                    "weir_sink_not_finite_samples_total",
                                    "NaN and infinities left out because the server knows none.",
                                    sink.notFiniteSamples()),
                            counter("weir_sink_sends_total", "Requests sent.", sink.sends()),
                            counter("weir_sink_failed_sends_total", "Requests that failed.", sink.failedSends()))
                    .forEach(metric -> all.add(metric.with("sink", sink.name())));
        }
        return all;
    }
}
