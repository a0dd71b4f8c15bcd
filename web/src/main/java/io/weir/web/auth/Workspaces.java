package io.weir.web.auth;

import io.weir.runtime.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The workspaces, and who has which role in them. A super admin may do everything in all of them; everybody else has in each the role that was given there, and
 * where none was given, none. Thread-safe.
 */
public final class Workspaces {
    private static final int MOST = 100;

    private final AccessStore store;
    private final Roles roles;
    private final Members members;
    private final Clock clock;

    /**
     * A member that was added.
     *
     * @param password null for an account that there was already
     */
    public record Added(WorkspaceMember member, @Nullable String password) {}

    Workspaces(AccessStore store, Roles roles, Members members, Clock clock) {
        this.store = store;
        this.roles = roles;
        this.members = members;
        this.clock = clock;
    }

    /** Those in which somebody may read, by name. */
    public List<WorkspaceEntry> of(Principal by) {
        return store.workspaces().stream()
                .filter(workspace -> by.permissionsIn(workspace.name()).contains(Permission.READ))
                .toList();
    }

    /** Whether there is one of a name. */
    public boolean exists(String name) {
        return store.workspaces().stream().anyMatch(one -> one.name().equals(name));
    }

    /** Makes a workspace. */
    public synchronized WorkspaceEntry create(Principal by, String name) {
        try {
            new Workspace(name);
        } catch (IllegalArgumentException e) {
            throw MemberException.badData(String.valueOf(e.getMessage()));
        }
        if (store.workspaces().size() >= MOST) {
            throw MemberException.conflict("there are " + MOST + " workspaces, which is the most; remove one");
        }
        WorkspaceEntry made = new WorkspaceEntry(name, by.username(), clock.instant());
        if (!store.addWorkspace(made)) {
            throw MemberException.conflict("there is a workspace " + name + " already; take another name");
        }
        return made;
    }

    /**
     * Removes a workspace with the roles in it.
     *
     * @param contents what is in it, in words; it has to be empty
     */
    public synchronized void remove(String name, List<String> contents) {
        if (name.equals(Workspace.DEFAULT)) {
            throw MemberException.conflict("the workspace " + name + " stays");
        }
        if (!contents.isEmpty()) {
            throw MemberException.conflict(
                    "the workspace " + name + " has " + String.join(", ", contents) + "; delete them first");
        }
        if (!store.removeWorkspace(name)) {
            throw missing(name);
        }
    }

    /** Who has which role in a workspace, by name; super admins, who need none, are not among them. */
    public List<WorkspaceMember> members(String workspace) {
        if (workspace.equals(Workspace.DEFAULT)) {
            return store.members().stream()
                    .filter(member -> !member.role().equals(Role.NONE))
                    .filter(member -> !member.role().equals(Role.SUPER_ADMIN.name()))
                    .map(member -> new WorkspaceMember(workspace, member.username(), member.role()))
                    .toList();
        }
        return store.workspaceMembers().stream()
                .filter(member -> member.workspace().equals(workspace))
                .toList();
    }

    /** One of them; empty when the account has no role there. */
    public Optional<WorkspaceMember> find(String workspace, String username) {
        return members(workspace).stream()
                .filter(member -> member.username().equals(username))
                .findFirst();
    }

    /** Gives an account a role in a workspace; an account that there is not yet is made, and has a role nowhere else. */
    public synchronized Added put(Principal by, String workspace, String username, String role) {
        requireThere(workspace);
        Role wanted = roles.existing(role);
        if (wanted.equals(Role.SUPER_ADMIN)) {
            throw MemberException.badData("a super admin is one everywhere, not in a workspace; see the page Members");
        }
        mayGive(by, workspace, wanted);
        find(workspace, username)
                .flatMap(before -> roles.find(before.role()))
                .ifPresent(before -> mayGive(by, workspace, before));
        Optional<Account> account = store.account(username);
        if (account.filter(one -> one.role().equals(Role.SUPER_ADMIN.name())).isPresent()) {
            throw MemberException.conflict(username + " is a super admin, and so may do everything here already");
        }
        if (workspace.equals(Workspace.DEFAULT)) {
            return putInDefault(by, username, role, account.isPresent());
        }
        String password = account.isPresent() ? null : members.addWithoutRole(username);
        WorkspaceMember member = new WorkspaceMember(workspace, username, role);
        store.putWorkspaceMember(member);
        return new Added(member, password);
    }

    private Added putInDefault(Principal by, String username, String role, boolean known) {
        WorkspaceMember member = new WorkspaceMember(Workspace.DEFAULT, username, role);
        if (known) {
            members.setRole(by, username, role);
            return new Added(member, null);
        }
        return new Added(member, members.add(by, username, role, null));
    }

    /** Takes an account's role in a workspace; the account stays. */
    public synchronized WorkspaceMember removeMember(Principal by, String workspace, String username) {
        requireThere(workspace);
        WorkspaceMember member = find(workspace, username)
                .orElseThrow(() -> MemberException.notFound(username + " has no role in the workspace " + workspace));
        roles.find(member.role()).ifPresent(role -> mayGive(by, workspace, role));
        if (workspace.equals(Workspace.DEFAULT)) {
            members.takeRole(by, username);
        } else {
            store.removeWorkspaceMember(workspace, username);
        }
        return member;
    }

    private void requireThere(String workspace) {
        if (!exists(workspace)) {
            throw missing(workspace);
        }
    }

    private static void mayGive(Principal by, String workspace, Role role) {
        Roles.mayGive(by.about(workspace), role);
    }

    private static MemberException missing(String name) {
        return MemberException.notFound("there is no workspace " + name);
    }
}
