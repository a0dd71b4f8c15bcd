package io.weir.collector.jobmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.MetricCatalogue;
import io.weir.collector.metric.MetricScopeKind;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class JobMetricTest {
    @Test
    void everyFigureIsInTheCatalogueAndNoOther() {
        assertThat(MetricCatalogue.flink().entries().stream()
                        .filter(entry -> entry.scope() == MetricScopeKind.WHOLE_JOB)
                        .map(entry -> entry.names().get(0)))
                .containsExactlyElementsOf(Arrays.stream(JobMetric.values())
                        .map(JobMetric::seriesName)
                        .toList());
    }
}
