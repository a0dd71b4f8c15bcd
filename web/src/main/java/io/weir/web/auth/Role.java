package io.weir.web.auth;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the accounts that have it may do.
 *
 * @param name small letters, digits and underscores, at most 32
 * @param permissions reading is in every role
 */
public record Role(String name, Set<Permission> permissions) {
    // Before the roles, which are checked by it.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    /** May everything. */
    public static final Role SUPER_ADMIN = new Role("super_admin", EnumSet.allOf(Permission.class));

    /** May everything but change Weir itself. */
    public static final Role WORKSPACE_ADMIN =
            new Role("workspace_admin", EnumSet.complementOf(EnumSet.of(Permission.EDIT_SYSTEM)));

    /** Looks after jobs and alerts. */
    public static final Role DEVELOPER = new Role(
            "developer",
            EnumSet.of(
                    Permission.READ,
                    Permission.HANDLE_EVENTS,
                    Permission.EDIT_ALERTS,
                    Permission.EDIT_DEPLOYMENTS,
                    Permission.OPERATE_DEPLOYMENTS));

    /** Looks on. */
    public static final Role VIEWER = new Role("viewer", EnumSet.of(Permission.READ));

    /** The roles that there always are, which nobody changes. */
    public static final List<Role> BUILT_IN = List.of(SUPER_ADMIN, WORKSPACE_ADMIN, DEVELOPER, VIEWER);

    /** In place of a role where an account has none; no role is called so. */
    public static final String NONE = "none";

    public Role {
        if (name.equals(NONE)) {
            throw new IllegalArgumentException("none is what having no role is called; take another name");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a role's name is up to 32 small letters, digits and underscores, and begins"
                            + " with a letter, such as on_call; got \"" + name + "\"");
        }
        permissions = Set.copyOf(permissions);
        if (!permissions.contains(Permission.READ) && !permissions.equals(Set.of(Permission.PUSH))) {
            throw new IllegalArgumentException("role " + name + " must have read among its permissions, or push alone");
        }
    }

    /** Whether it is one of {@link #BUILT_IN}. */
    public boolean builtIn() {
        return builtIn(name).isPresent();
    }

    static Optional<Role> builtIn(String name) {
        return BUILT_IN.stream().filter(role -> role.name().equals(name)).findFirst();
    }

    /** Whether it allows everything that {@code others} are. */
    boolean covers(Collection<Permission> others) {
        return permissions.containsAll(others);
    }

    /** Its permissions as words in their order, one after the other. */
    List<String> words() {
        return permissions.stream().sorted().map(Permission::word).toList();
    }
}
