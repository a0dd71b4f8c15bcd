package io.weir.web.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One thing that an account may do. Roles are made of them, and every route of the API names the one that it needs. */
public enum Permission {
    /** Sees metrics, logs, events, rules and everything else that is no secret. */
    READ,
    /** Acknowledges and assigns events, makes silences, sends dead notifications again. */
    HANDLE_EVENTS,
    /** Changes rules, policies, routes, maintenance windows and standing queries, and tests receivers. */
    EDIT_ALERTS,
    /** Changes deployments, their versions and artifacts. */
    EDIT_DEPLOYMENTS,
    /** Starts, stops and drills what runs. */
    OPERATE_DEPLOYMENTS,
    /** Pushes samples and log lines. */
    PUSH,
    /** Changes accounts, roles and tokens of others. */
    EDIT_MEMBERS,
    /** Reads the audit trail. */
    READ_AUDIT,
    /** Changes Weir itself, such as by having rule files read anew. */
    EDIT_SYSTEM;

    /** As in the API, such as {@code edit_alerts}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The permission of a word; empty for any other word. */
    public static Optional<Permission> of(String word) {
        return Arrays.stream(values())
                .filter(permission -> permission.word().equals(word))
                .findFirst();
    }
}
