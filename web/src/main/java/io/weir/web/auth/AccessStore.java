package io.weir.web.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where accounts, roles, sessions and tokens are kept; ids of sessions and tokens come hashed. Thread-safe. */
interface AccessStore {
    /** A session, when it began, and when it was last used. */
    record Session(String username, Instant createdAt, Instant lastUsedAt) {}

    Optional<Account> account(String username);

    /** Every account with the last use of its sessions, by name. */
    List<Member> members();

    /** Adds an account, or replaces the one of its name but for when it was made. */
    void putAccount(Account account);

    /** Removes an account with its roles in workspaces, its sessions and tokens; false when there is none. */
    boolean removeAccount(String username);

    /** The custom roles, by name. */
    List<Role> roles();

    /** Adds a custom role, or replaces the one of its name. */
    void putRole(Role role);

    /** Removes a custom role; false when there is none. */
    boolean removeRole(String name);

    /** The workspaces, by name; the default one is always among them. */
    List<WorkspaceEntry> workspaces();

    /** Adds a workspace; false when there is one of its name. */
    boolean addWorkspace(WorkspaceEntry workspace);

    /** Removes a workspace with the roles in it and the tokens that are good for it alone; false when there is none. */
    boolean removeWorkspace(String name);

    /** The roles in workspaces other than the default one, by workspace and name. */
    List<WorkspaceMember> workspaceMembers();

    /** The roles of an account in workspaces other than the default one. */
    List<WorkspaceMember> workspacesOf(String username);

    /** Gives an account a role in a workspace, in place of the one that it has there. */
    void putWorkspaceMember(WorkspaceMember member);

    /** Takes an account's role in a workspace and its tokens that are good for it alone; false when it has none. */
    boolean removeWorkspaceMember(String workspace, String username);

    void addSession(String idHash, String username, Instant now);

    Optional<Session> session(String idHash);

    void touchSession(String idHash, Instant now);

    void removeSession(String idHash);

    void removeSessionsOf(String username);

    void removeSessionsUnusedSince(Instant instant);

    /** Every token, by name. */
    List<ApiToken> tokens();

    /** Adds a token, or replaces the one of its name. */
    void putToken(ApiToken token, String tokenHash);

    /** The token whose secret has that hash. */
    Optional<ApiToken> token(String tokenHash);

    void touchToken(String name, Instant now);

    /** Removes a token; false when there is none. */
    boolean removeToken(String name);
}
