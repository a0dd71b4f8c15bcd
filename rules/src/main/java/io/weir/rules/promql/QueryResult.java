package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import java.util.List;

/** The answer to a query, in Prometheus' shapes. */
public sealed interface QueryResult {
    /** One number. */
    record Scalar(Sample sample) implements QueryResult {}

    /** A string literal. */
    record Text(long timestampMs, String value) implements QueryResult {}

    /** One sample for each series. */
    record InstantVector(List<Element> elements) implements QueryResult {
        public InstantVector {
            elements = List.copyOf(elements);
        }
    }

    /** An element of an instant vector. */
    record Element(Labels labels, Sample sample) {}

    /** Samples over time for each series. */
    record Matrix(List<Series> series) implements QueryResult {
        public Matrix {
            series = List.copyOf(series);
        }
    }
}
