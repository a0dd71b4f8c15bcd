package io.weir.collector.history;

import io.weir.collector.metric.LabelMatcher;
import java.time.Instant;
import java.util.List;

/**
 * Which samples to write to a file, and how.
 *
 * @param matchers what every exported series satisfies; none means every series
 * @param from the first time, inclusive
 * @param to the last time, inclusive; not before {@code from}
 */
public record ExportRequest(List<LabelMatcher> matchers, Instant from, Instant to, Format format) {
    /** What is written. Columns are time, metric, labels (without the name) and value; stale markers are left out. */
    public enum Format {
        /** <a href="https://parquet.apache.org/docs/file-format/">Parquet</a>, zstd: times in UTC, labels as a map. */
        PARQUET("application/vnd.apache.parquet"),

        /** <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>: times as RFC 3339, labels as a JSON object. */
        CSV("text/csv; charset=utf-8");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        /** The media type. */
        public String contentType() {
            return contentType;
        }
    }

    public ExportRequest {
        matchers = List.copyOf(matchers);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to (" + to + ") is before from (" + from + ")");
        }
    }
}
