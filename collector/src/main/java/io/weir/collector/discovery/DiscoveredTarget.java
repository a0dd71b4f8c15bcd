package io.weir.collector.discovery;

import io.weir.collector.target.TargetStatus;

/**
 * A target that is scraped.
 *
 * @param origin where it is known from; the first in order when several tell of it
 */
public record DiscoveredTarget(Origin origin, TargetStatus status) {}
