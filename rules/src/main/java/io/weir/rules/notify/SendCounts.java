package io.weir.rules.notify;

import io.weir.collector.metric.SelfMetric;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How often sends through one channel ended how. Thread-safe. */
final class SendCounts {
    final LongAdder sent = new LongAdder();
    final LongAdder retried = new LongAdder();

    /** Refused, or given up. */
    final LongAdder dead = new LongAdder();

    /** As Weir's own metrics, with how many wait now. */
    List<SelfMetric> selfMetrics(int pending) {
        return List.of(
                SelfMetric.counter("weir_notifications_sent_total", "Notifications taken.", sent.sum()),
                SelfMetric.counter("weir_notification_retries_total", "Sends to be tried again.", retried.sum()),
                SelfMetric.counter("weir_notifications_dead_total", "Notifications refused or given up.", dead.sum()),
                SelfMetric.gauge("weir_notifications_pending", "Notifications that wait to be sent.", pending));
    }
}
