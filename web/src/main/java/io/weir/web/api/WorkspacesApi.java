package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.runtime.Runtime;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Access;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Permission;
import io.weir.web.auth.Principal;
import io.weir.web.auth.WorkspaceEntry;
import io.weir.web.auth.WorkspaceMember;
import io.weir.web.auth.Workspaces;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workspaces: which there are, made, removed; who has which role in them. */
final class WorkspacesApi {
    private static final String ALL = "/api/v1/workspaces";
    private static final String ONE = ALL + "/{workspace}";
    private static final String MEMBER = ONE + "/members/{username}";

    private record Wanted(@Nullable String name) {}

    private record WantedRole(@Nullable String role) {}

    /** @param permissions what whoever asks may there */
    private record View(String name, String createdBy, Instant createdAt, List<String> permissions) {
        static View of(WorkspaceEntry workspace, Principal by) {
            return new View(
                    workspace.name(),
                    workspace.createdBy(),
                    workspace.createdAt(),
                    by.permissionsIn(workspace.name()).stream()
                            .sorted()
                            .map(Permission::word)
                            .toList());
        }
    }

    /** @param password told once, here; null for an account that there was already */
    private record Added(WorkspaceMember member, @Nullable String password) {}

    private final Workspaces workspaces;
    private final Runtime runtime;
    private final AuditTrail audit;
    private final Clock clock;

    WorkspacesApi(Access access, Runtime runtime, AuditTrail audit, Clock clock) {
        this.workspaces = access.workspaces();
        this.runtime = runtime;
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.in(Routes.Whose.ANYBODYS).get(ALL, this::list);
        routes.post(Permission.EDIT_SYSTEM, ALL, this::create);
        routes.delete(Permission.EDIT_SYSTEM, ONE, this::remove);
        Routes there = routes.in(WorkspacesApi::named);
        there.get(ONE + "/members", context -> Answer.data(context, workspaces.members(named(context))));
        there.put(Permission.EDIT_MEMBERS, MEMBER, this::put);
        there.delete(Permission.EDIT_MEMBERS, MEMBER, this::removeMember);
    }

    private static String named(Context context) {
        return context.pathParam("workspace");
    }

    private void list(Context context) {
        Principal by = Guard.principal(context);
        Answer.data(
                context,
                workspaces.of(by).stream()
                        .map(workspace -> View.of(workspace, by))
                        .toList());
    }

    private void create(Context context) {
        String name = MembersApi.needed(JsonBody.read(context, Wanted.class).name(), "name");
        WorkspaceEntry made = workspaces.create(Guard.principal(context), name);
        audit.add(AuditNote.changed(context, clock, "add workspace", name, null, made));
        context.status(201);
        Answer.data(context, View.of(made, Guard.principal(context)));
    }

    private void remove(Context context) {
        String name = named(context);
        List<WorkspaceMember> before = workspaces.members(name);
        workspaces.remove(name, contents(name));
        audit.add(AuditNote.changed(context, clock, "remove workspace", name, before, null));
        Answer.done(context);
    }

    private List<String> contents(String workspace) {
        List<String> contents = new ArrayList<>();
        count(
                contents,
                "deployments",
                runtime.deployments().all().stream()
                        .filter(one -> one.workspace().equals(workspace))
                        .count());
        count(
                contents,
                "versions of artifacts",
                runtime.artifacts().all().stream()
                        .filter(one -> one.workspace().equals(workspace))
                        .count());
        count(contents, "variables", runtime.scripts().variables(workspace).size());
        return contents;
    }

    private static void count(List<String> contents, String what, long many) {
        if (many > 0) {
            contents.add(many + " " + what);
        }
    }

    private void put(Context context) {
        String role = MembersApi.needed(JsonBody.read(context, WantedRole.class).role(), "role");
        String workspace = named(context);
        String username = context.pathParam("username");
        WorkspaceMember before = workspaces.find(workspace, username).orElse(null);
        Workspaces.Added added = workspaces.put(Guard.principal(context), workspace, username, role);
        audit.add(AuditNote.changed(
                context, clock, "set role in workspace", workspace + " " + username, before, added.member()));
        Answer.data(context, new Added(added.member(), added.password()));
    }

    private void removeMember(Context context) {
        String workspace = named(context);
        WorkspaceMember before =
                workspaces.removeMember(Guard.principal(context), workspace, context.pathParam("username"));
        audit.add(AuditNote.changed(
                context, clock, "take role in workspace", workspace + " " + before.username(), before, null));
        Answer.done(context);
    }
}
