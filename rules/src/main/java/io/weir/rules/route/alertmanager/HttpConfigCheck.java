package io.weir.rules.route.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.rules.route.RoutingFault;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks an {@code http_config} as Prometheus' common library does. */
final class HttpConfigCheck {
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "basic_auth",
            "authorization",
            "oauth2",
            "bearer_token",
            "bearer_token_file",
            "tls_config",
            "follow_redirects",
            "enable_http2",
            "proxy_url",
            "no_proxy",
            "proxy_from_environment",
            "proxy_connect_header"));

    private HttpConfigCheck() {}

    static void check(JsonNode http, String place, List<RoutingFault> faults) {
        if (!http.isObject()) {
            faults.add(new RoutingFault(place, "must hold keys and values"));
            return;
        }
        http.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                faults.add(new RoutingFault(
                        place + "." + key, "unknown key \"" + key + "\"; known here: " + String.join(", ", KEYS)));
            }
        });
        if (http.hasNonNull("bearer_token") && http.hasNonNull("bearer_token_file")) {
            faults.add(new RoutingFault(place, "at most one of bearer_token and bearer_token_file may be there"));
        }
        boolean bearer = http.hasNonNull("bearer_token") || http.hasNonNull("bearer_token_file");
        long ways = List.of("basic_auth", "authorization", "oauth2").stream()
                .filter(http::hasNonNull)
                .count();
        if (ways > 1 || bearer && ways > 0) {
            faults.add(new RoutingFault(
                    place, "at most one of basic_auth, authorization, oauth2 and a bearer token may be there"));
        }
        JsonNode basic = http.path("basic_auth");
        if (basic.hasNonNull("password") && basic.hasNonNull("password_file")) {
            faults.add(
                    new RoutingFault(place + ".basic_auth", "at most one of password and password_file may be there"));
        }
        JsonNode authorization = http.path("authorization");
        if (authorization.path("type").asText("").equalsIgnoreCase("basic")) {
            faults.add(new RoutingFault(place + ".authorization.type", "Basic is written as basic_auth"));
        }
        if (authorization.hasNonNull("credentials") && authorization.hasNonNull("credentials_file")) {
            faults.add(new RoutingFault(
                    place + ".authorization", "at most one of credentials and credentials_file may be there"));
        }
    }
}
