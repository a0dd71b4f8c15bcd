package io.weir.rules.detector;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.rules.rule.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The newest value of a series that is fresh enough to speak of now. */
record Latest(Labels labels, double value, Instant at) {
    /** Of every fresh series of a metric; those that ended, and those without a number, are left out. */
    static List<Latest> of(Moment moment, String metric) {
        long now = moment.at().toEpochMilli();
        List<Latest> found = new ArrayList<>();
        moment.samples()
                .newest(
                        List.of(LabelMatcher.equal(Labels.NAME, metric)),
                        now - moment.freshness().toMillis(),
                        now,
                        (labels, timestampMs, value) -> {
                            if (!Sample.isStale(value) && !Double.isNaN(value)) {
                                found.add(new Latest(labels, value, Instant.ofEpochMilli(timestampMs)));
                            }
                        });
        return found;
    }
}
