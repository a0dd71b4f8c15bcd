package io.weir.rules.event;

/** How much an event matters, least first. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL
}
