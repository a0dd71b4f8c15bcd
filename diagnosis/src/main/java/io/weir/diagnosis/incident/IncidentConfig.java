package io.weir.diagnosis.incident;

import java.time.Duration;

/**
 * How incidents are made and kept.
 *
 * @param settle how long an incident stays open after the last of its events is over; an event that is a mere record is over at once
 * @param reopenWithin a problem that comes back within this is the same incident
 * @param togetherWithin how long after one trouble of a process or a whole cluster another one is taken for its consequence
 * @param before how long before its first event an incident's timeline begins
 * @param retention how long closed incidents are kept
 * @param most how many are kept, 1 or more; the oldest closed ones go first
 */
public record IncidentConfig(
        Duration settle,
        Duration reopenWithin,
        Duration togetherWithin,
        Duration before,
        Duration retention,
        int most) {
    public static final IncidentConfig DEFAULTS = new IncidentConfig(
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(15),
            Duration.ofDays(90),
            5_000);

    public IncidentConfig {
        if (settle.isNegative() || reopenWithin.isNegative() || togetherWithin.isNegative() || before.isNegative()) {
            throw new IllegalArgumentException("the times of incidents must not be negative");
        }
        if (retention.toMillis() <= 0 || most < 1) {
            throw new IllegalArgumentException("incidents must be kept for a while, and one at least");
        }
    }
}
