package io.weir.diagnosis.consult;

import java.util.Optional;

/** Says which version of which deployment a job is a run of. Thread-safe; it must not take long. */
@FunctionalInterface
public interface JobVersions {
    /** Such as {@code orders v3, run 7}; empty for a job of no deployment. */
    Optional<String> of(String cluster, String jobId);
}
