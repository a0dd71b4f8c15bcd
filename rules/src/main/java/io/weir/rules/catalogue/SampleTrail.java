package io.weir.rules.catalogue;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Series;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryException;
import io.weir.rules.promql.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The samples in which an expression found something: what it compares with its threshold, a point a minute over the ten minutes before. */
final class SampleTrail {
    private static final Duration BEFORE = Duration.ofMinutes(10);
    private static final Duration STEP = Duration.ofMinutes(1);

    private final String compared;

    SampleTrail(String expression) {
        this.compared = Threshold.of(expression).map(Threshold::compared).orElse(expression);
    }

    /** A line for each point, oldest first, by the labels of the series without its name. What cannot be had is left out: it is only evidence. */
    Map<Labels, String> before(PromQl promQl, Instant at) {
        Map<Labels, String> trails = new HashMap<>();
        try {
            for (Series series :
                    promQl.queryRange(compared, at.minus(BEFORE), at, STEP).series()) {
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < series.size(); i++) {
                    lines.append(i == 0 ? "" : "\n")
                            .append(Instant.ofEpochMilli(series.timestampsMs()[i]))
                            .append(' ')
                            .append(series.values()[i]);
                }
                trails.put(series.labels().withoutName(), lines.toString());
            }
        } catch (QueryException e) {
            return Map.of();
        }
        return trails;
    }
}
