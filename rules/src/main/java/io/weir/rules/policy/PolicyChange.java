package io.weir.rules.policy;

/** What became of somebody's wish to change a policy. */
public sealed interface PolicyChange {
    /** It is stored and in force. */
    record Done(StoredPolicy policy) implements PolicyChange {}

    /** There is no such policy, or it was deleted. */
    record Missing() implements PolicyChange {}

    /** Somebody else changed it since; this is what it is now. */
    record Outdated(StoredPolicy newest) implements PolicyChange {}
}
