package io.weir.web.auth;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may push. Reporters carry a bearer token, a {@code Token} as InfluxDB 2 has it, or the token as the password of basic
 * authentication or of an Elasticsearch API key; a browser's session never pushes. The door can be opened to this machine for reporters that can prove nothing.
 */
public final class PushDoor {
    private static final Set<HandlerType> METHODS = Set.of(HandlerType.POST, HandlerType.PUT, HandlerType.DELETE);
    private static final Set<String> PATHS = Set.of(
            "/write", "/api/v2/write", "/api/v1/write", "/loki/api/v1/push", "/v1/logs", "/api/v1/logs/push", "/_bulk");

    /** Log shippers ask a few things here before they push. */
    private static final String ELASTICSEARCH = "/elasticsearch";

    private static final String GROUPS = "/metrics/job";
    private static final Principal PUSHER = new Principal("push", "push", Set.of(Permission.PUSH), false);

    private final @Nullable String token;
    private final boolean openToLoopback;

    /**
     * A door.
     *
     * @param token good for pushing and nothing else; null for none
     * @param openToLoopback whether a request from this machine needs no token
     */
    public PushDoor(@Nullable String token, boolean openToLoopback) {
        this.token = token;
        this.openToLoopback = openToLoopback;
    }

    static boolean isPush(HandlerType method, String path) {
        if (path.equals(ELASTICSEARCH) || path.startsWith(ELASTICSEARCH + "/")) {
            return true;
        }
        return METHODS.contains(method) && (PATHS.contains(path) || path.startsWith(GROUPS));
    }

    /** Who pushes; empty when nobody may know. */
    Optional<Principal> admit(Context context, Access access) {
        if (openToLoopback && isOfThisMachine(context)) {
            return Optional.of(PUSHER);
        }
        String sent = sentToken(context.header("Authorization"));
        if (sent == null) {
            return Optional.empty();
        }
        if (token != null
                && MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8))) {
            return Optional.of(PUSHER);
        }
        return access.byToken(sent).filter(principal -> principal.may(Permission.PUSH));
    }

    /** A proxy on this machine speaks for others, and a browser for whatever page it shows. */
    private static boolean isOfThisMachine(Context context) {
        if (context.header("X-Forwarded-For") != null
                || context.header("Forwarded") != null
                || context.header("Via") != null
                || context.header("Origin") != null
                || context.header("Sec-Fetch-Site") != null) {
            return false;
        }
        try {
            // An address, so that nothing is looked up.
            return InetAddress.getByName(context.req().getRemoteAddr()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static @Nullable String sentToken(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        String[] words = authorization.strip().split(" +", 2);
        if (words.length < 2) {
            return null;
        }
        return switch (words[0].toLowerCase(java.util.Locale.ROOT)) {
            case "bearer", "token" -> words[1].strip();
            // Elasticsearch's API keys have the form of a user and a password.
            case "basic", "apikey" -> password(words[1].strip());
            default -> null;
        };
    }

    private static @Nullable String password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
