package io.weir.web.auth;

import java.util.Set;

/**
 * Who makes a request.
 *
 * @param role the role of the account, by name
 * @param permissions what this request may do: the role's, less what its token does not carry
 * @param byCookie whether a browser's cookie proves it; then a change needs proof that no other site asked for it
 */
public record Principal(String username, String role, Set<Permission> permissions, boolean byCookie) {
    public Principal {
        permissions = Set.copyOf(permissions);
    }

    /** Whether it may. */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }
}
