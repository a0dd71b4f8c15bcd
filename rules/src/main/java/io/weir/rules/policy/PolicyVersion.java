package io.weir.rules.policy;

import java.util.List;

/**
 * A version of a policy, and how it differs from the one before.
 *
 * @param differences none for the first
 */
public record PolicyVersion(StoredPolicy stored, List<PolicyDifference> differences) {
    public PolicyVersion {
        differences = List.copyOf(differences);
    }
}
