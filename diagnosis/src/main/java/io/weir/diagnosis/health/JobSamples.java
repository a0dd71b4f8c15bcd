package io.weir.diagnosis.health;

import io.weir.collector.jobmetrics.JobMetric;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SampleSource;
import io.weir.collector.metric.Series;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** Figures of one job over a time. */
record JobSamples(SampleSource samples, String cluster, String jobId, Instant from, Instant to) {
    /** The mean of a figure; empty when it has no finite sample. */
    OptionalDouble mean(JobMetric metric) {
        double sum = 0;
        long count = 0;
        for (Series series : series(metric)) {
            for (int i = 0; i < series.size(); i++) {
                double value = series.values()[i];
                if (Double.isFinite(value)) {
                    sum += value;
                    count++;
                }
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    /** How much a counter grew in a second, resets left out; empty when there are no two samples. */
    OptionalDouble rate(JobMetric metric) {
        double grown = 0;
        double seconds = 0;
        for (Series series : series(metric)) {
            for (int i = 1; i < series.size(); i++) {
                double step = series.values()[i] - series.values()[i - 1];
                if (Double.isFinite(step) && step >= 0) {
                    grown += step;
                    seconds += (series.timestampsMs()[i] - series.timestampsMs()[i - 1]) / 1000.0;
                }
            }
        }
        return seconds == 0 ? OptionalDouble.empty() : OptionalDouble.of(grown / seconds);
    }

    private List<Series> series(JobMetric metric) {
        return samples.select(
                List.of(
                        LabelMatcher.equal(Labels.NAME, metric.seriesName()),
                        LabelMatcher.equal("cluster", cluster),
                        LabelMatcher.equal("job_id", jobId)),
                from.toEpochMilli(),
                to.toEpochMilli());
    }
}
