package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.collector.Collector;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.index.LogStoreStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Weir itself. */
final class StatusApi {
    private static final Duration ACTIVE = Duration.ofMinutes(5);

    private record StatusView(
            String version,
            Instant startedAt,
            long uptimeMs,
            long heapUsedBytes,
            long heapMaxBytes,
            int series,
            long logRecords,
            long logRawBytes,
            long logDiskBytes,
            @Nullable String logReadOnly,
            List<Loop> loops) {}

    private final Collector collector;
    private final Diagnosis diagnosis;
    private final Supplier<List<Loop>> loops;
    private final StatusDetail detail;
    private final String version;
    private final Clock clock;
    private final Instant startedAt;

    StatusApi(
            Collector collector,
            Diagnosis diagnosis,
            Supplier<List<Loop>> loops,
            StatusDetail detail,
            String version,
            Clock clock) {
        this.detail = detail;
        this.collector = collector;
        this.diagnosis = diagnosis;
        this.loops = loops;
        this.version = version;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    void register(Routes routes) {
        routes.get("/api/v1/status", this::status);
        routes.get("/api/v1/status/detail", context -> Answer.data(context, detail.view()));
    }

    private void status(Context context) {
        Instant now = clock.instant();
        long nowMs = now.toEpochMilli();
        LogStoreStatus logs = diagnosis.logbook().status();
        Runtime jvm = Runtime.getRuntime();
        Answer.data(
                context,
                new StatusView(
                        version,
                        startedAt,
                        Duration.between(startedAt, now).toMillis(),
                        jvm.totalMemory() - jvm.freeMemory(),
                        jvm.maxMemory(),
                        collector
                                .samples()
                                .series(List.of(), nowMs - ACTIVE.toMillis(), nowMs)
                                .size(),
                        logs.records(),
                        logs.rawBytes(),
                        logs.diskBytes(),
                        logs.readOnly(),
                        loops.get()));
    }
}
