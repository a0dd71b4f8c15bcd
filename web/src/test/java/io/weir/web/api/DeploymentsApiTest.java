package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Deployments and jars over the API, as far as nothing has to run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class DeploymentsApiTest {
    private static final String PATH = "/api/v1/deployments";

    private final HttpClient http = HttpClient.newHttpClient();
    private TestingWeir weir;
    private TestingClient client;
    private OpenApi document;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        weir = new TestingWeir(folder);
        client = new TestingClient(weir.url, weir.token);
        document = new OpenApi();
    }

    @AfterAll
    void stop() {
        weir.close();
    }

    private HttpResponse<String> upload(String name, byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(weir.url + "/api/v1/artifacts/" + name))
                        .header("Authorization", "Bearer " + weir.token)
                        .header("Content-Type", "application/java-archive")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] jar(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
            }
        }
        return bytes.toByteArray();
    }

    private HttpResponse<String> send(String method, String path, String type, String body) {
        return client.send(method, path, "Authorization", "Bearer " + weir.token, "Content-Type", type, body);
    }

    @Test
    void whatAJobIsToTalkToIsTriedFromHere() throws Exception {
        String there = weir.url.getHost() + ":" + weir.url.getPort();
        JsonNode reach = document.data(
                "post /api/v1/connectivity",
                200,
                send("POST", "/api/v1/connectivity", "application/json", "{\"endpoint\": \"" + there + "\"}"));
        assertThat(reach.get("reachable").asBoolean()).isTrue();
        assertThat(reach.get("attempts").get(0).get("outcome").asText()).isEqualTo("connected");
        assertThat(send("POST", "/api/v1/connectivity", "application/json", "{\"endpoint\": \"a b:1\"}")
                        .body())
                .contains("endpoint: ", "write one such as kafka-1");
    }

    @Test
    void draftBecomesAVersionWhoseJarStaysAsLongAsItIsUsed() throws Exception {
        JsonNode jar = document.data("post /api/v1/artifacts/{name}", 201, upload("orders.jar", jar("A.class")));
        assertThat(jar.path("version").asInt()).isEqualTo(1);

        String yaml = "name: shop\nlabels: {team: payments}\nspec:\n  artifact: {name: orders.jar}\n  parallelism: 2\n";
        JsonNode made =
                document.data("put " + PATH + "/{name}", 200, send("put", PATH + "/shop", "application/yaml", yaml));
        assertThat(made.path("state").asText()).isEqualTo("cancelled");
        assertThat(made.path("draft").path("parallelism").asInt()).isEqualTo(2);
        HttpResponse<String> exported = client.authorized("get", PATH + "/shop/export");
        assertThat(exported.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/yaml"));
        JsonNode again = document.data(
                "put " + PATH + "/{name}", 200, send("put", PATH + "/again", "application/yaml", exported.body()));
        assertThat(again.path("draft")).isEqualTo(made.path("draft"));
        assertThat(again.path("labels")).isEqualTo(made.path("labels"));
        assertThat(client.authorized("delete", PATH + "/again").statusCode()).isEqualTo(200);
        document.data(
                "post " + PATH + "/{name}/publish",
                200,
                send("post", PATH + "/shop/publish", "application/json", "{}"));
        JsonNode versions = document.data(
                "get " + PATH + "/{name}/versions", 200, client.authorized("get", PATH + "/shop/versions"));
        assertThat(versions).hasSize(1);

        HttpResponse<String> outdated =
                client.changing("put", PATH + "/shop", "7", "{\"spec\": {\"artifact\": {\"name\": \"orders.jar\"}}}");
        assertThat(outdated.statusCode()).isEqualTo(412);
        HttpResponse<String> used = client.authorized("delete", "/api/v1/artifacts/orders.jar/1");
        assertThat(used.statusCode()).isEqualTo(409);
        assertThat(used.body()).contains("version 1 of shop");

        document.data("get " + PATH, 200, client.authorized("get", PATH));
        document.data("get /api/v1/artifacts", 200, client.authorized("get", "/api/v1/artifacts"));
        assertThat(client.authorized("delete", PATH + "/shop").statusCode()).isEqualTo(200);
        assertThat(client.authorized("delete", "/api/v1/artifacts/orders.jar/1").statusCode())
                .isEqualTo(200);
        assertThat(client.data("/api/v1/audit").findValuesAsText("action"))
                .contains(
                        "upload artifact",
                        "apply deployment",
                        "publish deployment",
                        "delete deployment",
                        "delete artifact");
    }

    @Test
    void hostileJarsAndNamesAreRefusedAndTold() throws Exception {
        HttpResponse<String> slip = upload("evil.jar", jar("A.class", "../evil.class"));
        assertThat(slip.statusCode()).isEqualTo(400);
        assertThat(slip.body()).contains("leads out of its folder");
        assertThat(upload("..evil.jar", jar("A.class")).statusCode()).isEqualTo(400);
        assertThat(upload("orders.exe", jar("A.class")).statusCode()).isEqualTo(400);
        HttpResponse<String> form = send("post", "/api/v1/artifacts/a.jar", "multipart/form-data; boundary=x", "--x--");
        assertThat(form.statusCode()).isEqualTo(400);
        assertThat(form.body()).contains("application/java-archive");
        assertThat(client.data("/api/v1/audit").findValuesAsText("outcome")).contains("refused");
    }

    @Test
    void pythonProgramIsKeptAndNotStartedWithoutAnInterpreterThatFits() throws Exception {
        String file = "/api/v1/artifacts/counting.py";
        assertThat(send("post", file, "application/java-archive", "print(1)").body())
                .contains("application/octet-stream");
        document.data(
                "post /api/v1/artifacts/{name}", 201, send("post", file, "application/octet-stream", "print(1)\n"));
        assertThat(send("post", "/api/v1/artifacts/data.zip", "application/octet-stream", "print(1)\n")
                        .body())
                .contains("this is no archive");
        assertThat(send("put", PATH + "/counting", "application/yaml", """
                                spec:
                                  python: {artifact: {name: counting.py}, arguments: [--out, x]}
                                """).statusCode())
                .isEqualTo(200);
        assertThat(client.authorized("get", PATH + "/counting/export").body())
                .contains("python:", "name: \"counting.py\"", "- \"--out\"");
        assertThat(send("post", PATH + "/counting/publish", "application/json", "{}")
                        .statusCode())
                .isEqualTo(200);
        JsonNode check =
                document.data("get /api/v1/python", 200, client.authorized("get", "/api/v1/python?flinkVersion=2.3.0"));
        assertThat(check.get("interpreter").asText()).endsWith("no-such-python");
        assertThat(check.get("verdict").asText()).isEqualTo("missing");

        HttpResponse<String> start = send("post", PATH + "/counting/start", "application/json", "{}");

        assertThat(start.statusCode()).isEqualTo(400);
        assertThat(start.body()).contains("python: there is no program", "python.interpreter in weir.yaml");
        assertThat(client.authorized("delete", PATH + "/counting").statusCode()).isEqualTo(200);
    }

    @Test
    void faultsOfASpecComeAllAtOnce() {
        String body =
                "{\"spec\": {\"artifact\": {\"name\": \"a.jar\"}, \"parallelism\": 0, \"options\": {\"rest.port\":"
                        + " \"1\"}}}";
        HttpResponse<String> refused = send("put", PATH + "/bad", "application/json", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("parallelism:", "options.rest.port: belongs to Weir");
        assertThat(send("put", PATH + "/bad", "application/yaml", "spec: [\n").body())
                .contains("line ");
        assertThat(send("put", PATH + "/bad", "application/yaml", "# nothing\n").statusCode())
                .isEqualTo(400);
        assertThat(send("put", PATH + "/BAD", "application/json", "{\"spec\": {\"artifact\": {\"name\": \"a.jar\"}}}")
                        .statusCode())
                .isEqualTo(400);
    }
}
