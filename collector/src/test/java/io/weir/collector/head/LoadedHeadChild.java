package io.weir.collector.head;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Series;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A head under the load of many targets. Arguments: folder, targets, series of each. It says {@code answered MS SERIES NEWEST} once a
 * query was answered after the start, and then {@code page TIME} for every round of pages, until it is killed.
 */
final class LoadedHeadChild {
    private static final long ROUND_MS = 200;

    private LoadedHeadChild() {}

    public static void main(String[] args) throws InterruptedException {
        int targets = Integer.parseInt(args[1]);
        int width = Integer.parseInt(args[2]);
        SteadyClock clock = new SteadyClock();
        Head head = Head.open(Path.of(args[0]), Duration.ofHours(2), targets * width + 1, clock);
        List<Series> newest =
                head.select(List.of(LabelMatcher.equal("metric", "m0")), clock.millis() - 600_000, Long.MAX_VALUE);
        long sum = newest.stream()
                .mapToLong(one -> one.timestampsMs()[one.size() - 1])
                .max()
                .orElse(0);
        int series = head.allSeries().size();
        long sinceStart = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.println("answered " + sinceStart + ' ' + series + ' ' + sum + ' ' + torn(newest));
        Feed[] feeds = new Feed[targets];
        HeadSeries[][] pages = new HeadSeries[targets][];
        for (int target = 0; target < targets; target++) {
            feeds[target] = head.feed();
            pages[target] = page(head, target, width);
        }
        double[] values = new double[width];
        while (true) {
            long time = clock.millis();
            // A third of the values moves, as on a page of Flink.
            for (int i = 0; i < width; i += 3) {
                values[i] = time + i;
            }
            for (int target = 0; target < targets; target++) {
                feeds[target].append(time, pages[target], values, width);
            }
            System.out.println("page " + time);
            Thread.sleep(ROUND_MS);
        }
    }

    /** A sample says its own time, so that a wrong one is seen. */
    private static boolean torn(List<Series> all) {
        return all.stream().anyMatch(one -> {
            for (int i = 0; i < one.size(); i++) {
                if (one.values()[i] != one.timestampsMs()[i]) {
                    return true;
                }
            }
            return false;
        });
    }

    private static HeadSeries[] page(Head head, int target, int width) {
        HeadSeries[] page = new HeadSeries[width];
        for (int i = 0; i < width; i++) {
            page[i] = Objects.requireNonNull(head.series(Labels.of(
                    "__name__", "flink_taskmanager_job_task_operator_metric_number_" + i % 300,
                    "metric", "m" + i,
                    "cluster", "production",
                    "process", "taskmanager-" + target,
                    "host", "10_0_0_" + target,
                    "tm_id", "226ff1bf_a01d_4848_8012_" + target,
                    "job_id", "855ff9640292a167f02b535f6a2124d4" + target,
                    "job_name", "order_revenue_aggregation_prod",
                    "task_name", "task_" + i % 20,
                    "task_id", "60d494baebefa263282d484f779f" + i % 20,
                    "task_attempt_id", "e1cf23c8105e2c1e599c8b7a56a49803_" + target + '_' + i % 20,
                    "subtask_index", Integer.toString(i % 4))));
        }
        return page;
    }
}
