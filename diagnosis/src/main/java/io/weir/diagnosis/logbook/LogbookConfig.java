package io.weir.diagnosis.logbook;

import io.weir.diagnosis.index.Retention;
import io.weir.diagnosis.opensearch.OpenSearchConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How logs are kept.
 *
 * @param dataDirectory Weir's data folder, which exists; logs live in {@code logs/} below it
 * @param retention what is kept, by kind
 * @param sampleInterval between two samples of how many lines came
 * @param openSearch keeps logs, and what is on this machine is only on its way there; null when they are kept here
 */
public record LogbookConfig(
        Path dataDirectory,
        Retention retention,
        Duration sampleInterval,
        @Nullable OpenSearchConfig openSearch) {
    /** Logs are kept on this machine. */
    public LogbookConfig(Path dataDirectory, Retention retention, Duration sampleInterval) {
        this(dataDirectory, retention, sampleInterval, null);
    }
}
