package io.weir.diagnosis;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How logs are kept.
 *
 * @param dataDirectory Weir's data folder; logs live in {@code logs/} below it
 * @param retention how long records are kept
 * @param maximumBytes the most disk they may take; the oldest partition goes first
 * @param sampleInterval between two samples of how many lines came
 */
public record DiagnosisConfig(Path dataDirectory, Duration retention, long maximumBytes, Duration sampleInterval) {}
