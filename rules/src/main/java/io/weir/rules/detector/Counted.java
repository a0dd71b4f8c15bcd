package io.weir.rules.detector;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.rules.rule.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How much counters grew within a window. */
final class Counted {
    private Counted() {}

    /**
     * The growth of a counter a second, summed over the series that have one key. Counters that begin anew go on from zero.
     *
     * @param end of the window
     */
    static <K> Map<K, Double> perSecond(
            Moment moment, String metric, Function<Labels, K> key, Instant end, Duration window) {
        Map<K, Double> rates = new HashMap<>();
        for (Series series : moment.samples()
                .select(
                        List.of(LabelMatcher.equal(Labels.NAME, metric)),
                        end.minus(window).toEpochMilli(),
                        end.toEpochMilli())) {
            rates.merge(key.apply(series.labels()), increase(series) / (window.toMillis() / 1000.0), Double::sum);
        }
        return rates;
    }

    /** What was counted between the first and the last sample; not stretched to any window. */
    static double increase(Series series) {
        double sum = 0;
        double before = Double.NaN;
        for (double value : series.values()) {
            if (Sample.isStale(value) || Double.isNaN(value)) {
                continue;
            }
            if (value >= before) {
                sum += value - before;
            } else if (value < before) {
                sum += value;
            }
            before = value;
        }
        return sum;
    }
}
