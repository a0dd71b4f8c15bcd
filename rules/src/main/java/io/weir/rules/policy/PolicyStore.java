package io.weir.rules.policy;

import java.util.List;
import java.util.Optional;

/** Every version that policies ever had. Thread-safe. Instants are kept to the millisecond. */
public interface PolicyStore {
    /**
     * Adds the next version of a policy; false when there is one with its number already, for somebody was faster.
     */
    boolean add(StoredPolicy version);

    /** The newest version of each policy that is not deleted, by name. */
    List<StoredPolicy> current();

    /** The newest version of a policy, deleted or not. */
    Optional<StoredPolicy> newest(String id);

    /** All versions of a policy, newest first. */
    List<StoredPolicy> versions(String id);
}
