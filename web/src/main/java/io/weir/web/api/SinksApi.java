package io.weir.web.api;

import io.weir.collector.Collector;
import io.weir.collector.sink.SinkStatus;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where samples are sent on to, and how that goes. */
final class SinksApi {
    private record SinkView(
            String name,
            String kind,
            String url,
            String state,
            Instant since,
            long lagMs,
            long waitingSamples,
            long spoolBytes,
            long spoolLimitBytes,
            long sentSamples,
            long droppedSamples,
            long queueDroppedSamples,
            long rejectedSamples,
            long notFiniteSamples,
            long sends,
            long failedSends,
            @Nullable String lastError,
            @Nullable Instant lastErrorAt,
            @Nullable Instant lastDeliveredAt,
            @Nullable Instant retryAt) {
        static SinkView of(SinkStatus sink) {
            return new SinkView(
                    sink.name(),
                    sink.kind(),
                    sink.url().toString(),
                    sink.state().name().toLowerCase(Locale.ROOT),
                    sink.since(),
                    sink.lag().toMillis(),
                    sink.waitingSamples(),
                    sink.spoolBytes(),
                    sink.spoolLimitBytes(),
                    sink.sentSamples(),
                    sink.droppedSamples(),
                    sink.queueDroppedSamples(),
                    sink.rejectedSamples(),
                    sink.notFiniteSamples(),
                    sink.sends(),
                    sink.failedSends(),
                    sink.lastError(),
                    sink.lastErrorAt(),
                    sink.lastDeliveredAt(),
                    sink.retryAt());
        }
    }

    private final Collector collector;

    SinksApi(Collector collector) {
        this.collector = collector;
    }

    void register(Routes routes) {
        routes.get(
                "/api/v1/sinks",
                context -> Answer.data(
                        context, collector.sinks().stream().map(SinkView::of).toList()));
    }
}
