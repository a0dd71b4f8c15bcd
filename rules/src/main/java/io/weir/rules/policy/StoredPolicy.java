package io.weir.rules.policy;

import java.time.Instant;

/**
 * One version of a policy.
 *
 * @param id given at creation, never changes
 * @param version 1 and up
 * @param action what made this version
 * @param changedBy who
 */
public record StoredPolicy(String id, long version, Policy policy, Action action, String changedBy, Instant changedAt) {
    /** What was done to a policy. */
    public enum Action {
        CREATED,
        CHANGED,
        DELETED
    }

    boolean isDeleted() {
        return action == Action.DELETED;
    }
}
