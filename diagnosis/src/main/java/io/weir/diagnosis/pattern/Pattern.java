package io.weir.diagnosis.pattern;

import io.weir.diagnosis.log.LogLevel;
import java.time.Instant;

/**
 * What some lines have in common.
 *
 * @param id stable across restarts: it is made of the first line of the pattern
 * @param template the message of its lines, {@code <*>} where they differ
 * @param level of its first line
 * @param firstSeen the earliest time that a line of it states
 * @param lastSeen the latest
 */
public record Pattern(String id, String template, LogLevel level, Instant firstSeen, Instant lastSeen) {}
