package io.weir.rules.policy;

/** What a condition's threshold is held against. */
public enum Against {
    /** The value itself. */
    VALUE,
    /** How much the value has changed since the point before: for counters, such as restarts and failed checkpoints. */
    PREVIOUS
}
