package io.weir.collector.discovery;

import io.weir.collector.target.Target;

/**
 * A target that a source told of and that is not scraped.
 *
 * @param reason why not, for a person
 */
public record DroppedTarget(Origin origin, Target target, String reason) {}
