package io.weir.web.audit;

/**
 * An entry with its place in the trail.
 *
 * @param number grows from entry to entry, and is never given twice
 */
public record NumberedEntry(long number, AuditEntry entry) {}
