package io.weir.collector.head;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.metric.Series;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Appends a sample each tenth of a second on Weir's own clock and says after each: {@code state WALL COUNT WIDEST DROPPED}, the widest
 * gap in milliseconds between two samples that lie one after the other. Argument: folder.
 */
final class JumpingChild {
    private static final long STEP_MS = 100;

    private JumpingChild() {}

    public static void main(String[] args) throws InterruptedException {
        SteadyClock clock = new SteadyClock();
        Head head = Head.open(Path.of(args[0]), Duration.ofHours(2), 10, clock);
        Feed feed = head.feed();
        HeadSeries[] page = {Objects.requireNonNull(head.series(Labels.of("__name__", "beat")))};
        for (long beat = 1; ; beat++) {
            feed.append(clock.millis(), page, new double[] {beat}, 1);
            Series all = head.select(List.of(LabelMatcher.equal("__name__", "beat")), 0, Long.MAX_VALUE)
                    .get(0);
            long widest = 0;
            for (int i = 1; i < all.size(); i++) {
                widest = Math.max(widest, all.timestampsMs()[i] - all.timestampsMs()[i - 1]);
            }
            double dropped = head.selfMetrics().stream()
                    .filter(metric -> metric.name().equals("weir_head_samples_dropped_total"))
                    .mapToDouble(SelfMetric::value)
                    .sum();
            System.out.println("state " + System.currentTimeMillis() + ' ' + (beat - all.size()) + ' ' + widest + ' '
                    + (long) dropped + ' ' + beat);
            Thread.sleep(STEP_MS);
        }
    }
}
