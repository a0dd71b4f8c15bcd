package io.weir.collector.discovery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source of targets is.
 *
 * @param targets how many it told of last, those that are dropped included
 * @param lastPublished null when it has not told anything yet
 * @param lastError why it cannot tell at the moment; null when it can
 */
public record SourceStatus(
        Origin origin,
        int targets,
        @Nullable Instant lastPublished,
        @Nullable String lastError) {}
