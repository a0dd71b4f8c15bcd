package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.web.auth.Permission;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every route of the table, asked by everybody: whoever lacks its permission is refused, and nobody else is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class RoleMatrixTest {
    private TestingWeir weir;
    private TestingClient admin;

    /** Of an admin of another workspace, who has no role in the default one. */
    private String other;

    private final Map<String, Caller> callers = new LinkedHashMap<>();

    /** Somebody with a token, and what they may. */
    private record Caller(String token, List<String> permissions) {}

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        admin = new TestingClient(weir.url, weir.token);
        admin.asAdmin(
                "put",
                "/api/v1/roles/on_call",
                "{\"permissions\": [\"read\", \"handle_events\", \"operate_deployments\"]}");
        JsonNode roles = Json.MAPPER
                .readTree(admin.asAdmin("get", "/api/v1/roles", "").body())
                .path("data");
        for (JsonNode role : roles) {
            String name = role.path("name").asText();
            admin.asAdmin(
                    "post",
                    "/api/v1/members",
                    "{\"username\": \"" + name + "\", \"role\": \"" + name + "\", \"password\": \"a long password\"}");
            callers.put(name, new Caller(token(name, "owner"), words(role.path("permissions"))));
        }
        callers.put("a viewer's token of an admin", new Caller(token("super_admin", "viewer"), List.of("read")));
        admin.asAdmin("post", "/api/v1/workspaces", "{\"name\": \"orders\"}");
        JsonNode stranger = Json.MAPPER
                .readTree(admin.asAdmin(
                                "put", "/api/v1/workspaces/orders/members/stranger", "{\"role\": \"workspace_admin\"}")
                        .body())
                .path("data");
        other = token("stranger", "owner", stranger.path("password").asText());
        callers.put("a pusher", new Caller(token("workspace_admin", "push"), List.of("push")));
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private static List<String> words(JsonNode array) {
        return Json.MAPPER.convertValue(
                array, Json.MAPPER.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private String token(String username, String scope) throws IOException {
        return token(username, scope, "a long password");
    }

    private String token(String username, String scope, String password) throws IOException {
        HttpResponse<String> login = admin.send(
                "post",
                "/api/v1/session",
                "Content-Type",
                "application/json",
                "{\"username\": \"" + username + "\", \"password\": \"" + password + "\"}");
        assertThat(login.statusCode()).as(login.body()).isEqualTo(200);
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        HttpResponse<String> made = admin.send(
                "post",
                "/api/v1/tokens",
                "Cookie",
                cookie,
                "X-Requested-With",
                "weir",
                "Content-Type",
                "application/json",
                "{\"name\": \"" + username + "." + scope + "\", \"scope\": \"" + scope + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Json.MAPPER.readTree(made.body()).path("data").path("secret").asText();
    }

    private int status(Routes.Route route, String token) {
        // No body, and names of what is not there: who may gets as far as a 400 or a 404, and changes nothing.
        return admin.send(
                        route.method(),
                        route.path().replace("{workspace}", "default").replaceAll("[{}]", ""),
                        "Authorization",
                        "Bearer " + token,
                        "Accept",
                        "application/json")
                .statusCode();
    }

    @Test
    void everyRouteAnswersEveryRoleAsItsPermissionSays() {
        for (Routes.Route route : weir.api.routes()) {
            if (streams(route)) {
                continue;
            }
            callers.forEach((name, caller) -> {
                Permission needed = route.permission();
                String what = name + ": " + route.method() + " " + route.path();
                if (needed == null || caller.permissions().contains(needed.word())) {
                    if (!isLogout(route)) {
                        assertThat(status(route, caller.token())).as(what).isNotIn(401, 403);
                    }
                } else {
                    assertThat(status(route, caller.token())).as(what).isIn(401, 403);
                }
            });
        }
    }

    @Test
    void whoeverHasARoleInAnotherWorkspaceOnlyMayNothingInThisOne() {
        for (Routes.Route route : weir.api.routes()) {
            if (isLogout(route) || route.permission() == null) {
                continue;
            }
            if (isOnesOwn(route)) {
                assertThat(status(route, other)).as(route.toString()).isNotIn(401, 403);
            } else {
                assertThat(status(route, other)).as(route.toString()).isIn(401, 403);
            }
        }
    }

    @Test
    void whatAWorkspaceHostsIsSeenAndChangedByItsOwnAlone() throws IOException {
        String spec = "{\"spec\": {\"artifact\": {\"name\": \"a.jar\", \"version\": 1}}}";
        admin.asAdmin("put", "/api/v1/deployments/here", spec);
        admin.asAdmin("put", "/api/v1/deployments/there?workspace=orders", spec);
        admin.asAdmin("put", "/api/v1/sql/variables/here", "{\"value\": \"1\"}");
        admin.asAdmin("put", "/api/v1/sql/variables/there?workspace=orders", "{\"value\": \"1\"}");

        String developer = Objects.requireNonNull(callers.get("developer")).token();
        assertThat(names("/api/v1/deployments", developer)).containsExactly("here");
        assertThat(names("/api/v1/deployments?workspace=orders", other)).containsExactly("there");
        assertThat(names("/api/v1/sql/variables?workspace=orders", other)).containsExactly("there");
        assertThat(names("/api/v1/sql/variables", developer)).containsExactly("here");
        for (Routes.Route route : weir.api.routes()) {
            if (route.path().startsWith("/api/v1/deployments/{name}")) {
                String at = route.path().replace("{name}", "%s").replaceAll("[{}]", "");
                // Whatever the query says, what is there is found in its own workspace.
                assertThat(answer(route.method(), at.formatted("here") + "?workspace=orders", other))
                        .as(route.toString())
                        .isEqualTo(403);
                assertThat(answer(route.method(), at.formatted("there") + "?workspace=default", developer))
                        .as(route.toString())
                        .isEqualTo(403);
                if (route.method().equals("get")) {
                    assertThat(answer("get", at.formatted("there"), other))
                            .as(route.toString())
                            .isNotEqualTo(403);
                }
            }
        }
        assertThat(answer(
                        "get",
                        "/api/v1/clusters/there/flink/overview",
                        callers.get("developer").token()))
                .isEqualTo(403);
        String bulk = admin.send(
                        "post",
                        "/api/v1/deployment-bulk?workspace=orders",
                        "Authorization",
                        "Bearer " + other,
                        "Content-Type",
                        "application/json",
                        "{\"action\": \"delete\", \"names\": [\"here\", \"there\"]}")
                .body();
        assertThat(bulk).contains("there is no deployment here in the workspace orders");
        assertThat(names("/api/v1/deployments", developer)).containsExactly("here");
        assertThat(names("/api/v1/deployments?workspace=orders", other)).isEmpty();
        assertThat(answer("get", "/api/v1/deployments?workspace=nope", other)).isEqualTo(403);
        assertThat(admin.authorized("get", "/api/v1/deployments?workspace=nope").statusCode())
                .isEqualTo(404);
    }

    private List<String> names(String path, String token) throws IOException {
        List<String> names = new java.util.ArrayList<>();
        Json.MAPPER
                .readTree(admin.send("get", path, "Authorization", "Bearer " + token)
                        .body())
                .path("data")
                .forEach(one -> names.add(one.path("name").asText()));
        return names;
    }

    private int answer(String method, String path, String token) {
        return admin.send(method, path, "Authorization", "Bearer " + token).statusCode();
    }

    /** What is everybody's own, wherever their role is. */
    private static boolean isOnesOwn(Routes.Route route) {
        return route.path().startsWith("/api/v1/tokens")
                || route.path().startsWith("/api/v1/openapi")
                || (route.path().equals("/api/v1/workspaces") && route.method().equals("get"));
    }

    @Test
    void noRouteButTheOpenOnesKnowsARevokedOrAnInventedToken() throws IOException {
        String revoked = token("developer", "viewer");
        admin.asAdmin("delete", "/api/v1/tokens/developer.viewer", "");
        for (Routes.Route route : weir.api.routes()) {
            for (String token : List.of(revoked, "invented", "")) {
                if (route.permission() != null) {
                    assertThat(status(route, token))
                            .as(route.method() + " " + route.path())
                            .isEqualTo(401);
                }
            }
        }
    }

    @Test
    void theDocumentSaysWhatEachRouteNeeds() throws IOException {
        OpenApi document = new OpenApi();
        for (Routes.Route route : weir.api.routes()) {
            String operation = route.method() + " " + route.path();
            if (document.operations().contains(operation)) {
                Permission needed = route.permission();
                assertThat(document.permission(operation))
                        .as(operation)
                        .isEqualTo(needed == null ? null : needed.word());
            }
        }
    }

    /** Streams never end, so a test would wait for ever; they are asked in the negative only, which ends at once. */
    private static boolean streams(Routes.Route route) {
        return route.path().endsWith("/stream") || route.path().endsWith("/tail");
    }

    /** A token has no session to end or password to change. */
    private static boolean isLogout(Routes.Route route) {
        return route.path().startsWith("/api/v1/session") || route.path().startsWith("/act/");
    }
}
