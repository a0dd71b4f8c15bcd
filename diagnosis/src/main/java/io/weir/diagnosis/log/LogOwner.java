package io.weir.diagnosis.log;

/**
 * What a process works for, as far as its source knows; each part is empty where it does not.
 *
 * @param namespace a team's or a Kubernetes namespace
 * @param deployment what should run
 * @param run one execution of it
 */
public record LogOwner(String namespace, String deployment, String run) {
    /** Nothing is known. */
    public static final LogOwner NONE = new LogOwner("", "", "");

    /** Whether anything is known. */
    public boolean isKnown() {
        return !equals(NONE);
    }
}
