package io.weir.web.auth;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The built-in roles and those of a site's own. Whoever changes one gives nobody more than they have. Thread-safe. */
public final class Roles {
    private static final int MOST = 100;

    private final AccessStore store;

    Roles(AccessStore store) {
        this.store = store;
    }

    /** All of them, the built-in ones first. */
    public List<Role> all() {
        return Stream.concat(Role.BUILT_IN.stream(), store.roles().stream()).toList();
    }

    /** The role of a name. */
    public Optional<Role> find(String name) {
        return Role.builtIn(name).or(() -> store.roles().stream()
                .filter(role -> role.name().equals(name))
                .findFirst());
    }

    /** Adds a role, or gives the one of that name other permissions, which its accounts have from their next request on. */
    public Role put(Principal by, String name, Collection<String> words) {
        if (Role.builtIn(name).isPresent()) {
            throw MemberException.conflict("the role " + name + " is built in and stays as it is; take another name");
        }
        Role role = role(name, words);
        Role before = find(name).orElse(null);
        if (before == null && store.roles().size() >= MOST) {
            throw MemberException.conflict("there are " + MOST + " roles, which is the most; remove one");
        }
        mayGive(by, role);
        if (before != null) {
            mayGive(by, before);
            // It is the same role in every workspace.
            for (WorkspaceMember holder : store.workspaceMembers()) {
                if (holder.role().equals(name)) {
                    mayGive(by.about(holder.workspace()), role);
                    mayGive(by.about(holder.workspace()), before);
                }
            }
        }
        store.putRole(role);
        return role;
    }

    private static Role role(String name, Collection<String> words) {
        Set<Permission> permissions = words.stream()
                .map(word -> Permission.of(word)
                        .orElseThrow(() -> MemberException.badData("there is no permission \"" + word + "\"; there are "
                                + Stream.of(Permission.values())
                                        .map(Permission::word)
                                        .collect(Collectors.joining(", ")))))
                .collect(Collectors.toSet());
        try {
            return new Role(name, permissions);
        } catch (IllegalArgumentException e) {
            throw MemberException.badData(String.valueOf(e.getMessage()));
        }
    }

    /** Removes a role that no account has. */
    public void remove(Principal by, String name) {
        if (Role.builtIn(name).isPresent()) {
            throw MemberException.conflict("the role " + name + " is built in and stays");
        }
        Role role = existing(name);
        mayGive(by, role);
        List<String> holders = Stream.concat(
                        store.members().stream()
                                .filter(member -> member.role().equals(name))
                                .map(Member::username),
                        store.workspaceMembers().stream()
                                .filter(member -> member.role().equals(name))
                                .map(WorkspaceMember::username))
                .distinct()
                .toList();
        if (!holders.isEmpty()) {
            throw MemberException.conflict(
                    "the role " + name + " is that of " + String.join(", ", holders) + "; give them another one first");
        }
        store.removeRole(name);
    }

    Role existing(String name) {
        return find(name)
                .orElseThrow(() -> MemberException.notFound("there is no role " + name + "; there are "
                        + all().stream().map(Role::name).collect(Collectors.joining(", "))));
    }

    /** Refuses whoever has less than a role gives. */
    static void mayGive(Principal by, Role role) {
        if (!by.permissions().containsAll(role.permissions())) {
            throw MemberException.forbidden(
                    "the role " + role.name() + " may more than you may, so it is not yours to give or take");
        }
    }
}
