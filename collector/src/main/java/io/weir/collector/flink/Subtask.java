package io.weir.collector.flink;

import org.jspecify.annotations.Nullable;

/**
 * Where one subtask of a vertex runs.
 *
 * @param attempt 0 for the first
 * @param taskManagerId null while it is not deployed
 */
public record Subtask(int index, int attempt, @Nullable String taskManagerId) {}
