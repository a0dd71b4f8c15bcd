package io.weir.runtime;

import java.nio.file.Path;

/**
 * How Flink is hosted.
 *
 * @param dataDirectory Weir's data folder; distributions, configurations and checkpoints live in {@code flink/} below it
 */
public record RuntimeConfig(Path dataDirectory) {}
