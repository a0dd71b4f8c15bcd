package io.weir.runtime.deployment;

/** What happens to a running job when another version is to run. */
public enum UpgradeStrategy {
    /** It is cancelled and the new version starts empty. */
    STATELESS,
    /** It is stopped with a savepoint and the new version starts from it. */
    STATEFUL,
    /** Nothing: a person suspends and starts it. */
    NONE
}
