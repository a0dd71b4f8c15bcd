package io.weir.rules.policy;

/** One field that a change of a policy changed, such as {@code conditions[0].threshold}; empty where there was nothing. */
public record PolicyDifference(String path, String before, String after) {}
