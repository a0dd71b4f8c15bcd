package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody comes in but by the doors that are there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class GuardTest {
    private TestingWeir weir;
    private TestingClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private HttpResponse<String> login(String password) {
        return client.send(
                "post",
                "/api/v1/session",
                "Content-Type",
                "application/json",
                "{\"username\": \"admin\", \"password\": \"" + password + "\"}");
    }

    private String cookie() {
        return login(weir.password)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";")[0];
    }

    @Test
    void everyRouteButTheDocumentedOnesNeedsALogin() throws IOException {
        OpenApi document = new OpenApi();
        for (String operation : document.operations()) {
            String[] words = operation.split(" ");
            int status = client.send(words[0], words[1].replaceAll("[{}]", "")).statusCode();

            if (document.isOpen(operation)) {
                assertThat(status).as(operation).isNotEqualTo(401);
            } else {
                assertThat(status).as(operation).isEqualTo(401);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/jobs",
                "/api//v1/jobs",
                "/api%2fv1/jobs",
                "/api%2Fv1%2Fjobs",
                "/api/v1/jobs;x=y",
                "/;/api/v1/jobs",
                "/./api/v1/jobs",
                "/x/../api/v1/jobs",
                "/x/%2e%2e/api/v1/jobs",
                "/%61pi/v1/jobs",
                "/api/v1/%6aobs",
                "/api\\v1\\jobs",
                "/api/v1/jobs%00",
                "/API/v1/jobs",
                "/api/v1/jobs/",
                "/assets/../../api/v1/jobs",
                "/Prometheus/api/v1/query?query=up",
                "/metrics/",
            })
    void trickyPathsShowNothing(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 (400|401|404)").doesNotContain("\"success\"");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), weir.url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aLoginGivesACookieThatScriptsCannotReadAndOtherSitesCannotSend() throws IOException {
        HttpResponse<String> response = login(weir.password);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("weir_session=", "HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain(weir.password, "Max-Age", "Expires");
        assertThat(new OpenApi().faults("post /api/v1/session", 200, "application/json", response.body()))
                .isEmpty();
        assertThat(login("wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void eachLoginHasAnIdOfItsOwnAndLogoutEndsIt() {
        String first = cookie();
        String second = cookie();

        assertThat(first).isNotEqualTo(second);
        assertThat(client.send("get", "/api/v1/session", "Cookie", first).statusCode())
                .isEqualTo(200);
        assertThat(client.send("delete", "/api/v1/session", "Cookie", first, "X-Requested-With", "weir")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.send("get", "/api/v1/session", "Cookie", first).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aChangeWithACookieNeedsProofThatWeirAskedForIt() {
        String cookie = cookie();
        String drill = "/api/v1/demo/drills/shake";

        assertThat(client.send("post", drill, "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(client.send(
                                "post",
                                drill,
                                "Cookie",
                                cookie,
                                "X-Requested-With",
                                "weir",
                                "Origin",
                                "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.send(
                                "post",
                                drill,
                                "Cookie",
                                cookie,
                                "X-Requested-With",
                                "weir",
                                "Origin",
                                weir.url.toString())
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void anotherSiteCannotLogSomebodyIn() {
        assertThat(client.send(
                                "post",
                                "/api/v1/session",
                                "Content-Type",
                                "application/json",
                                "Origin",
                                "http://evil.example",
                                "{\"username\": \"admin\", \"password\": \"" + weir.password + "\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aViewerSeesButDoesNotChange() {
        String cookie = cookie();
        setRole("viewer");
        try {
            assertThat(client.send("get", "/api/v1/jobs", "Cookie", cookie).statusCode())
                    .isEqualTo(200);
            assertThat(client.send("get", "/api/v1/audit", "Cookie", cookie).statusCode())
                    .isEqualTo(403);
            assertThat(client.send("post", "/api/v1/demo/drills/shake", "Cookie", cookie, "X-Requested-With", "weir")
                            .statusCode())
                    .isEqualTo(403);
        } finally {
            setRole("super_admin");
        }
    }

    private void setRole(String role) {
        weir.jdbi.useHandle(handle -> handle.execute("UPDATE account SET role = ? WHERE username = 'admin'", role));
    }

    @Test
    void everyAnswerCarriesTheSecurityHeaders() {
        HttpResponse<String> response = client.send("get", "/-/healthy");

        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(response.headers().firstValue("Server")).isEmpty();
    }
}
