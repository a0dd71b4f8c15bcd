package io.weir.web.auth;

import io.weir.runtime.workspace.Workspace;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param role the role of the account in the default workspace, by name
 * @param permissions what this request may do in the workspace that it is about, the default one unless it says otherwise: the role's, less what its
 *     token does not carry
 * @param byCookie whether a browser's cookie proves it; then a change needs proof that no other site asked for it
 * @param reach where else it may do what
 * @param until when the token that proves it expires; null when that does not, or when a cookie proves it
 */
public record Principal(
        String username,
        String role,
        Set<Permission> permissions,
        boolean byCookie,
        Reach reach,
        @Nullable Instant until) {
    /**
     * What a request may do by workspace.
     *
     * @param workspaces by the name of the workspace
     * @param everywhere what it may do in every workspace that is not
     */
    public record Reach(Map<String, Set<Permission>> workspaces, Set<Permission> everywhere) {
        public Reach {
            workspaces = Map.copyOf(workspaces);
            everywhere = Set.copyOf(everywhere);
        }

        private Set<Permission> in(String workspace) {
            return workspaces.getOrDefault(workspace, everywhere);
        }
    }

    public Principal {
        permissions = Set.copyOf(permissions);
    }

    /** One that may do something in the default workspace alone. */
    public Principal(String username, String role, Set<Permission> permissions, boolean byCookie) {
        this(
                username,
                role,
                permissions,
                byCookie,
                new Reach(Map.of(Workspace.DEFAULT, Set.copyOf(permissions)), Set.of()),
                null);
    }

    /** Whether it may, in the workspace that the request is about. */
    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** What it may in a workspace. */
    public Set<Permission> permissionsIn(String workspace) {
        return reach.in(workspace);
    }

    /** Whether it may all of that. */
    boolean covers(Reach other) {
        return reach.everywhere().containsAll(other.everywhere())
                && other.workspaces().entrySet().stream()
                        .allMatch(there -> permissionsIn(there.getKey()).containsAll(there.getValue()));
    }

    /** Whether what proves this is good at least until then; null is for ever. */
    boolean outlives(@Nullable Instant expiresAt) {
        return until == null || expiresAt != null && !expiresAt.isAfter(until);
    }

    /** Whether it may so in any workspace at all. */
    public boolean mayAnywhere(Permission permission) {
        return reach.everywhere().contains(permission)
                || reach.workspaces().values().stream().anyMatch(there -> there.contains(permission));
    }

    /** The same, asking about a workspace. */
    Principal about(String workspace) {
        return new Principal(username, role, permissionsIn(workspace), byCookie, reach, until);
    }
}
