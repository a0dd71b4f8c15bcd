package io.weir.web.api;

import io.javalin.http.Context;
import io.weir.web.audit.AuditTrail;
import io.weir.web.auth.Access;
import io.weir.web.auth.Guard;
import io.weir.web.auth.Member;
import io.weir.web.auth.MemberException;
import io.weir.web.auth.Members;
import io.weir.web.auth.Permission;
import io.weir.web.auth.Principal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Accounts: who there is, added, given another role or password, removed. */
final class MembersApi {
    private record Wanted(
            @Nullable String username,
            @Nullable String role,
            @Nullable String password) {}

    private record WantedRole(@Nullable String role) {}

    private record WantedPassword(@Nullable String password) {}

    private record PasswordChange(
            @Nullable String old, @Nullable String password) {}

    /** The password is told once, here. */
    private record Added(Member member, String password) {}

    private final Members members;
    private final AuditTrail audit;
    private final Clock clock;

    MembersApi(Access access, AuditTrail audit, Clock clock) {
        this.members = access.members();
        this.audit = audit;
        this.clock = clock;
    }

    void register(Routes routes) {
        routes.get("/api/v1/members", context -> Answer.data(context, members.all()));
        routes.post(Permission.EDIT_MEMBERS, "/api/v1/members", this::add);
        routes.put(Permission.EDIT_MEMBERS, "/api/v1/members/{username}", this::setRole);
        routes.delete(Permission.EDIT_MEMBERS, "/api/v1/members/{username}", this::remove);
        routes.post(Permission.EDIT_MEMBERS, "/api/v1/members/{username}/password", this::resetPassword);
        routes.in(Routes.Whose.ANYBODYS).post("/api/v1/session/password", this::changePassword);
    }

    /** What stands against a change, in the API's one shape. */
    static ApiException answer(MemberException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case BAD_DATA -> ApiException.badData(message);
            case FORBIDDEN -> ApiException.forbidden(message);
            case NOT_FOUND -> ApiException.notFound(message);
            case CONFLICT -> ApiException.conflict(message);
        };
    }

    private void add(Context context) {
        Wanted wanted = JsonBody.read(context, Wanted.class);
        String username = needed(wanted.username(), "username");
        String password =
                members.add(Guard.principal(context), username, needed(wanted.role(), "role"), wanted.password());
        Member member = members.find(username);
        audit.add(AuditNote.changed(context, clock, "add member", username, null, member));
        context.status(201);
        Answer.data(context, new Added(member, password));
    }

    private void setRole(Context context) {
        String role = needed(JsonBody.read(context, WantedRole.class).role(), "role");
        String username = username(context);
        Member before = members.find(username);
        Member after = members.setRole(Guard.principal(context), username, role);
        audit.add(AuditNote.changed(context, clock, "set role", username, before, after));
        Answer.data(context, after);
    }

    private void remove(Context context) {
        String username = username(context);
        Member before = members.find(username);
        members.remove(Guard.principal(context), username);
        audit.add(AuditNote.changed(context, clock, "remove member", username, before, null));
        Answer.done(context);
    }

    private void resetPassword(Context context) {
        String username = username(context);
        WantedPassword wanted = JsonBody.read(context, WantedPassword.class);
        String password = members.resetPassword(Guard.principal(context), username, wanted.password());
        audit.add(AuditNote.of(context, clock, "reset password", username, "ok"));
        Answer.data(context, new Added(members.find(username), password));
    }

    private void changePassword(Context context) {
        PasswordChange change = JsonBody.read(context, PasswordChange.class);
        String old = needed(change.old(), "old");
        String password = needed(change.password(), "password");
        Principal by = Guard.principal(context);
        try {
            members.changePassword(by, old, password);
        } catch (MemberException e) {
            audit.add(AuditNote.of(context, clock, "change password", by.username(), "refused"));
            throw e;
        }
        audit.add(AuditNote.of(context, clock, "change password", by.username(), "ok"));
        Answer.done(context);
    }

    static String needed(@Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            throw ApiException.badData(name + " is missing");
        }
        return value.strip();
    }

    private static String username(Context context) {
        return context.pathParam("username");
    }
}
