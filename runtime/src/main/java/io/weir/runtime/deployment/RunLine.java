package io.weir.runtime.deployment;

import java.time.Instant;

/** A line of a run's start log: what Weir did for it and what came of that. */
public record RunLine(long sequence, Instant at, String text) {}
