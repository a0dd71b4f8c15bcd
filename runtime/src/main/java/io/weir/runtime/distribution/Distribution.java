package io.weir.runtime.distribution;

import java.nio.file.Path;

/**
 * A Flink ready to run: a folder with {@code lib/}, {@code plugins/} and {@code opt/}.
 *
 * @param home the folder
 */
public record Distribution(FlinkVersion version, Path home) {}
