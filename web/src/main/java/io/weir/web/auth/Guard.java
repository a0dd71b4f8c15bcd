package io.weir.web.auth;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.weir.runtime.workspace.Workspace;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every route and denies by default: only the pages named here are open, every other request needs a session
 * cookie or a bearer token. A path that could mean two things to two readers is refused outright.
 */
public final class Guard {
    /** The session's cookie. */
    public static final String COOKIE = "weir_session";

    private static final String ATTRIBUTE = "weir.principal";
    private static final String WORKSPACE = "weir.workspace";
    private static final Set<String> CLOSED = Set.of("/api", "/prometheus", "/metrics", "/federate", "/-");
    private static final Set<String> OPEN = Set.of("/-/healthy", "/-/ready", "/ping");
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final String LOGIN = "/api/v1/session";
    private static final String LINKS = "/act/";

    /**
     * Encoded slashes, backslashes and control characters; letters, digits and dots that need no encoding; parameters;
     * doubled slashes; dot segments.
     */
    private static final Pattern TRICK = Pattern.compile(
            "%2f|%5c|%25|%3b|%[01][0-9a-f]|%7f"
                    + "|%2d|%2e|%5f|%7e|%3[0-9]|%[46][1-9a-f]|%[57][0-9a]"
                    + "|;|\\\\|//|/\\.\\.?(/|$)|[\\x00-\\x20\\x7f]",
            Pattern.CASE_INSENSITIVE);

    private final Access access;
    private final @Nullable URI externalUrl;

    /** A guard; {@code externalUrl} is an origin of its own besides the one a request was sent to. */
    public Guard(Access access, @Nullable URI externalUrl) {
        this.access = access;
        this.externalUrl = externalUrl;
    }

    /**
     * Lets a request pass and notes who makes it.
     *
     * @throws DeniedException when it may not
     */
    public void check(Context context) {
        String path = context.path();
        if (TRICK.matcher(path).find()) {
            throw new DeniedException(
                    400, "bad_data", "the path holds characters that have two meanings; write it plainly");
        }
        if (PushDoor.isPush(context.method(), path)) {
            context.attribute(
                    ATTRIBUTE,
                    access.pushDoor()
                            .admit(context, access)
                            .orElseThrow(() -> new DeniedException(
                                    401,
                                    "unauthorized",
                                    "a push needs `Authorization: Bearer`, `Token`, or `Basic` with the token of push.token or"
                                            + " of data/admin.token as its password")));
            return;
        }
        if (isOpen(context.method(), path)) {
            checkOrigin(context);
            return;
        }
        Principal principal = authenticate(context)
                .orElseThrow(() -> new DeniedException(
                        401,
                        "unauthorized",
                        "log in, or send the token in data/admin.token as `Authorization: Bearer ...`"));
        if (principal.byCookie() && !READING.contains(context.method())) {
            if (!"weir".equals(context.header("X-Requested-With"))) {
                throw new DeniedException(
                        403, "forbidden", "a change with a cookie needs the header X-Requested-With: weir");
            }
            checkOrigin(context);
        }
        context.attribute(ATTRIBUTE, principal);
    }

    /** Who makes a request that passed {@link #check}. */
    public static Principal principal(Context context) {
        Principal principal = context.attribute(ATTRIBUTE);
        if (principal == null) {
            throw new DeniedException(401, "unauthorized", "log in first");
        }
        return principal;
    }

    /**
     * Makes a request one about a workspace: what it may is from now on what it may there. To be called before {@link #require}, with a workspace that was
     * found by the same parsed path as what is done in it.
     */
    public static void enter(Context context, String workspace) {
        context.attribute(ATTRIBUTE, principal(context).about(workspace));
        context.attribute(WORKSPACE, workspace);
    }

    /** The workspace that a request is about. */
    public static String workspace(Context context) {
        String workspace = context.attribute(WORKSPACE);
        return workspace == null ? Workspace.DEFAULT : workspace;
    }

    /** Refuses whoever may so nowhere. */
    public static void requireAnywhere(Context context, Permission needed) {
        if (!principal(context).mayAnywhere(needed)) {
            throw new DeniedException(
                    403, "forbidden", "this needs the permission " + needed.word() + " in some workspace");
        }
    }

    /** Refuses everybody who may not. */
    public static void require(Context context, Permission needed) {
        Principal principal = principal(context);
        if (!principal.may(needed)) {
            throw new DeniedException(
                    403,
                    "forbidden",
                    "this needs the permission " + needed.word() + ", which "
                            + (principal.byCookie() ? "your role" : "this token")
                            + " does not have in the workspace of what was asked for; ask somebody who looks after accounts");
        }
    }

    private static boolean isOpen(HandlerType method, String path) {
        boolean reading = READING.contains(method);
        if (OPEN.contains(path)) {
            return reading;
        }
        if (path.equals(LOGIN) && method.equals(HandlerType.POST)) {
            return true;
        }
        // The signature of a link in a message lets in whoever got the message.
        if (path.startsWith(LINKS) && method.equals(HandlerType.POST)) {
            return true;
        }
        int second = path.indexOf('/', 1);
        String first = (second < 0 ? path : path.substring(0, second)).toLowerCase(Locale.ROOT);
        // What is left is the console's static files; the console itself asks the API and is told to log in.
        return reading && !CLOSED.contains(first);
    }

    private Optional<Principal> authenticate(Context context) {
        String authorization = context.header("Authorization");
        if (authorization != null) {
            // A wrong token is no reason to look at the cookie: whoever sends one means it.
            return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                    ? access.byToken(authorization.substring(7).strip())
                    : Optional.empty();
        }
        String cookie = context.cookie(COOKIE);
        return cookie == null ? Optional.empty() : access.bySession(cookie);
    }

    private void checkOrigin(Context context) {
        String origin = context.header("Origin");
        if (READING.contains(context.method()) || origin == null) {
            return;
        }
        boolean ours = origin.equals(context.scheme() + "://" + context.host())
                || (externalUrl != null && origin.equals(originOf(externalUrl)));
        if (!ours) {
            throw new DeniedException(
                    403, "forbidden", "another site (" + origin + ") asked for this; open Weir itself");
        }
    }

    private static String originOf(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
