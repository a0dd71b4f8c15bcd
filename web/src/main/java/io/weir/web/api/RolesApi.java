package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Access;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import io.weir.web.auth.Role;
import io.weir.web.auth.Roles;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roles: the built-in ones, and those of a site's own, made of permissions. */
final class RolesApi {
    private record RoleView(String name, boolean builtIn, List<String> permissions) {
        static RoleView of(Role role) {
            return new RoleView(
                    role.name(),
                    role.builtIn(),
                    role.permissions().stream().sorted().map(Permission::word).toList());
        }
    }

    private record Wanted(@Nullable List<String> permissions) {}

    private final Roles roles;
    private final AuditTrail audit;
    private final Clock clock;

    RolesApi(Access access, AuditTrail audit, Clock clock) {
        this.roles = access.roles();
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get(
                "/api/v1/roles",
                context -> Answer.data(
                        context, roles.all().stream().map(RoleView::of).toList()));
        routes.put(Permission.EDIT_MEMBERS, "/api/v1/roles/{name}", this::put);
        routes.delete(Permission.EDIT_MEMBERS, "/api/v1/roles/{name}", this::remove);
    }

    private void put(Context context) {
        Wanted wanted = JsonBody.read(context, Wanted.class);
        List<String> words = wanted.permissions() == null ? List.of() : wanted.permissions();
        String name = context.pathParam("name");
        RoleView before = roles.find(name).map(RoleView::of).orElse(null);
        RoleView after = RoleView.of(roles.put(Guard.principal(context), name, words));
        audit.add(AuditNote.changed(context, clock, "set role's permissions", name, before, after));
        Answer.data(context, after);
    }

    private void remove(Context context) {
        String name = context.pathParam("name");
        RoleView before = roles.find(name).map(RoleView::of).orElse(null);
        roles.remove(Guard.principal(context), name);
        audit.add(AuditNote.changed(context, clock, "remove role", name, before, null));
        Answer.done(context);
    }
}
