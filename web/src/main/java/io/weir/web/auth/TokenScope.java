package io.weir.web.auth;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What of its owner's permissions a token carries. */
public enum TokenScope {
    /** Reading alone. */
    VIEWER(EnumSet.of(Permission.READ)),
    /** What a developer may. */
    EDITOR(Role.DEVELOPER.permissions()),
    /** Everything that its owner may. */
    OWNER(EnumSet.allOf(Permission.class)),
    /** Pushing alone, for reporters and log shippers. */
    PUSH(EnumSet.of(Permission.PUSH));

    private final Set<Permission> most;

    TokenScope(Set<Permission> most) {
        this.most = Set.copyOf(most);
    }

    /** What is left of an account's permissions. */
    Set<Permission> of(Set<Permission> permissions) {
        Set<Permission> left = EnumSet.noneOf(Permission.class);
        left.addAll(permissions);
        left.retainAll(most);
        return left;
    }

    /** As in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of a word; empty for any other word. */
    public static Optional<TokenScope> of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }
}
