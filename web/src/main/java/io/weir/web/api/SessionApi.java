package io.weir.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.weir.web.auth.Access;
import io.weir.web.auth.Guard;
import io.weir.web.auth.LoginResult;
import io.weir.web.auth.Permission;
import io.weir.web.auth.Principal;
import java.util.List;
import java.util.Set;

/** Log in, who am I, log out. */
final class SessionApi {
    private static final int LARGEST_BODY = 4096;

    /** The idle time is counted here, from the last request: a fixed age would end a session that is in use. */
    private static final int UNTIL_THE_BROWSER_CLOSES = -1;

    private record SessionView(
            String username,
            String role,
            List<String> permissions,
            List<WorkspaceView> workspaces,
            String weirVersion,
            boolean demo) {}

    /** A workspace in which they may something, and what. */
    private record WorkspaceView(String name, List<String> permissions) {}

    private final Access access;
    private final boolean secureCookie;
    private final String version;
    private final boolean demo;

    SessionApi(Access access, boolean secureCookie, String version, boolean demo) {
        this.access = access;
        this.secureCookie = secureCookie;
        this.version = version;
        this.demo = demo;
    }

    void register(Routes routes) {
        routes.openPost("/api/v1/session", this::login);
        Routes own = routes.in(Routes.Whose.ANYBODYS);
        own.get("/api/v1/session", context -> answer(context, Guard.principal(context)));
        own.delete("/api/v1/session", this::logout);
    }

    private void answer(Context context, Principal principal) {
        Answer.data(
                context,
                new SessionView(
                        principal.username(),
                        principal.role(),
                        words(principal.permissions()),
                        access.workspaces().of(principal).stream()
                                .map(one -> new WorkspaceView(one.name(), words(principal.permissionsIn(one.name()))))
                                .toList(),
                        version,
                        demo));
    }

    private static List<String> words(Set<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::word).toList();
    }

    private void login(Context context) {
        JsonNode body = body(context);
        LoginResult result = access.login(
                body.path("username").asText(), body.path("password").asText(), context.ip());
        if (result instanceof LoginResult.LockedOut lockedOut) {
            long seconds = Math.max(1, lockedOut.retryAfter().toSeconds());
            context.header("Retry-After", Long.toString(seconds));
            throw ApiException.tooMany("too many failed logins; try again in " + seconds + " s");
        }
        if (result instanceof LoginResult.Granted granted) {
            dropOldSession(context);
            context.cookie(cookie(granted.sessionId(), UNTIL_THE_BROWSER_CLOSES));
            answer(context, granted.principal());
            return;
        }
        Answer.error(context, 401, "unauthorized", "the name or the password is wrong");
    }

    private static JsonNode body(Context context) {
        String type = context.contentType();
        // A form of another site cannot send this type: it is the first wall against forged logins.
        if (type == null || !type.startsWith("application/json")) {
            throw ApiException.badData("the content type must be application/json");
        }
        String body = context.body();
        if (body.length() > LARGEST_BODY) {
            throw ApiException.badData("the body is longer than " + LARGEST_BODY + " characters");
        }
        try {
            JsonNode node = Json.MAPPER.readTree(body);
            if (node.path("username").isTextual() && node.path("password").isTextual()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // The parser's words would repeat parts of the body, and a password may be in it.
        }
        throw ApiException.badData("write {\"username\": \"...\", \"password\": \"...\"}");
    }

    private void dropOldSession(Context context) {
        String old = context.cookie(Guard.COOKIE);
        if (old != null) {
            access.logout(old);
        }
    }

    private void logout(Context context) {
        dropOldSession(context);
        context.cookie(cookie("", 0));
        Answer.done(context);
    }

    private Cookie cookie(String value, int maxAge) {
        Cookie cookie = new Cookie(Guard.COOKIE, value, "/", maxAge, secureCookie, true);
        cookie.setSameSite(SameSite.STRICT);
        return cookie;
    }
}
