package io.weir.rules;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleSink;
import io.weir.collector.metric.SelfMetric;
import io.weir.rules.oncall.OnCall;
import java.nio.file.Path;
import java.time.Instant;

/** What rules about Weir itself look at, as samples. Only this: the rest is on its {@code /metrics}. */
final class OwnSamples {
    private final OnCall onCall;
    private final Path dataDirectory;
    private final SampleSink sink;

    OwnSamples(OnCall onCall, Path dataDirectory, SampleSink sink) {
        this.onCall = onCall;
        this.dataDirectory = dataDirectory;
        this.sink = sink;
    }

    void write(Instant at) {
        for (SelfMetric metric : onCall.tellingMetrics()) {
            write(metric, at);
        }
        write(diskFree(), at);
    }

    private void write(SelfMetric metric, Instant at) {
        Labels labels =
                metric.labels().with(Labels.of(Labels.NAME, metric.name(), "cluster", "weir", "process", "weir"));
        sink.append(labels, new Sample(at.toEpochMilli(), metric.value()));
    }

    SelfMetric diskFree() {
        return SelfMetric.gauge(
                "weir_data_disk_free_bytes",
                "Free room on the disk of the data folder.",
                dataDirectory.toFile().getUsableSpace());
    }
}
