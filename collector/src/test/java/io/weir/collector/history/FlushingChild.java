package io.weir.collector.history;

import io.weir.collector.ManualClock;
import io.weir.collector.head.Feed;
import io.weir.collector.head.HeadSeries;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Collects ten series at a minute's interval on a clock of its own and moves them to the history as they grow old. Arguments: folder, how
 * many minutes. It goes on where the folder's samples end, and says {@code durable N} when minute N is safe in the head's log.
 */
final class FlushingChild {
    static final long START = Instant.parse("2026-11-20T22:00:00Z").toEpochMilli();
    static final int SERIES = 10;

    private FlushingChild() {}

    public static void main(String[] args) throws Exception {
        ManualClock clock = new ManualClock(Instant.ofEpochMilli(Long.parseLong(args[2])));
        History history = History.open(Path.of(args[0], "history"), HistoryConfig.DEFAULTS);
        HistoryFlush flush = new HistoryFlush(history, Duration.ofHours(2), clock);
        var config = new io.weir.collector.head.HeadConfig(Duration.ofHours(2), 1000, 1000, flush::heldFrom);
        try (var head = io.weir.collector.head.Head.open(Path.of(args[0], "head"), config, clock)) {
            flush.begin(head);
            Feed feed = head.feed();
            HeadSeries[] series = new HeadSeries[SERIES];
            for (int i = 0; i < SERIES; i++) {
                series[i] = Objects.requireNonNull(head.series(Labels.of("__name__", "minutes", "task", "t" + i)));
            }
            double[] values = new double[SERIES];
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                clock.advance(Duration.ofMinutes(1));
                long minute = (clock.millis() - START) / 60_000;
                java.util.Arrays.fill(values, minute);
                feed.append(clock.millis(), series, values, SERIES);
                head.sync();
                System.out.println("durable " + minute);
                if (minute % 15 == 0) {
                    flush.run();
                    head.dropOld();
                }
            }
            System.out.println("read "
                    + new RecentAndPast(head, history)
                            .select(java.util.List.of(LabelMatcher.equal("task", "t3")), 0, Long.MAX_VALUE).stream()
                                    .map(one -> java.util.Arrays.toString(one.values()))
                                    .toList());
            flush.close();
        }
        history.close();
    }
}
