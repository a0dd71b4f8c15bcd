package io.weir.diagnosis;

import io.weir.diagnosis.index.Retention;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How logs are kept.
 *
 * @param dataDirectory Weir's data folder; logs live in {@code logs/} below it
 * @param retention what is kept, by kind
 * @param sampleInterval between two samples of how many lines came
 */
public record DiagnosisConfig(Path dataDirectory, Retention retention, Duration sampleInterval) {}
