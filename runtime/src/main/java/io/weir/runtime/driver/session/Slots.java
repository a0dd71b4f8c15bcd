package io.weir.runtime.driver.session;

/**
 * The slots of a cluster's registered TaskManagers.
 *
 * @param free those that no job has
 */
public record Slots(int total, int free) {}
