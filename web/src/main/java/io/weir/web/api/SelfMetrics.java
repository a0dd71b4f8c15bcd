package io.weir.web.api;

import static io.weir.collector.metric.SelfMetric.counter;
import static io.weir.collector.metric.SelfMetric.gauge;

import io.javalin.http.Context;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SelfMetric;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * {@code /metrics}: Weir's own numbers as <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format">exposition text</a>.
 */
final class SelfMetrics {
    private final Map<Integer, LongAdder> requests = new ConcurrentHashMap<>();
    private final LongAdder requestNanos = new LongAdder();
    private final EventStreams streams;
    private final Supplier<List<SelfMetric>> others;

    /** {@code others} are the readings of the other rooms. */
    SelfMetrics(EventStreams streams, Supplier<List<SelfMetric>> others) {
        this.streams = streams;
        this.others = others;
    }

    void register(Routes routes) {
        routes.get("/metrics", this::page);
    }

    void count(int status, long nanos) {
        requests.computeIfAbsent(status, key -> new LongAdder()).increment();
        requestNanos.add(nanos);
    }

    private void page(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(text(readings()));
    }

    /** Everything that Weir tells of itself, as of now. */
    List<SelfMetric> readings() {
        Runtime jvm = Runtime.getRuntime();
        List<SelfMetric> page = new ArrayList<>(others.get());
        page.add(gauge("weir_jvm_heap_used_bytes", "Heap in use.", jvm.totalMemory() - jvm.freeMemory()));
        page.add(gauge("weir_jvm_heap_max_bytes", "The most heap there may be.", jvm.maxMemory()));
        page.add(gauge(
                "weir_jvm_threads",
                "Live threads.",
                ManagementFactory.getThreadMXBean().getThreadCount()));
        page.add(gauge("weir_http_streams", "Open server-sent event streams.", streams.clients()));
        page.add(counter(
                "weir_http_streams_dropped_total",
                "Streams closed because their client fell behind.",
                streams.droppedClients()));
        long total = 0;
        for (Map.Entry<Integer, LongAdder> entry : requests.entrySet()) {
            long count = entry.getValue().sum();
            total += count;
            page.add(counter("weir_http_requests_total", "Requests answered.", count)
                    .with("code", entry.getKey().toString()));
        }
        page.add(counter("weir_http_request_duration_seconds_count", "Requests answered.", total));
        page.add(
                counter("weir_http_request_duration_seconds_sum", "Time spent on requests.", requestNanos.sum() / 1e9));
        return page;
    }

    /** One group for each name, as the format asks for. */
    static String text(List<SelfMetric> page) {
        page.sort(Comparator.comparing(SelfMetric::name).thenComparing(SelfMetric::labels));
        StringBuilder text = new StringBuilder();
        String group = "";
        for (SelfMetric metric : page) {
            if (!metric.name().equals(group)) {
                group = metric.name();
                text.append("# HELP ")
                        .append(group)
                        .append(' ')
                        .append(metric.help())
                        .append('\n');
                text.append("# TYPE ").append(group).append(' ');
                text.append(metric.kind().name().toLowerCase(Locale.ROOT)).append('\n');
            }
            text.append(metric.labels().with(Labels.NAME, group)).append(' ');
            text.append(PrometheusJson.format(metric.value())).append('\n');
        }
        return text.toString();
    }
}
