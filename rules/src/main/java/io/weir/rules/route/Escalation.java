package io.weir.rules.route;

import java.time.Duration;

/**
 * Who hears of an event that nobody acknowledged.
 *
 * @param after so long after somebody was first told of it
 */
public record Escalation(Duration after, String receiver) {}
