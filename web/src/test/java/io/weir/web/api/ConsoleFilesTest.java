package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Served over HTTP from a small console among the tests' resources: its page, a script with a hash in its name, a picture. */
class ConsoleFilesTest {
    private static final String SCRIPT = "/assets/first-0a1b2c3d.js";

    private final HttpClient http = HttpClient.newHttpClient();
    private Javalin server;

    @BeforeEach
    void open() {
        ConsoleFiles files = new ConsoleFiles("/io/weir/web/api/console-files");
        server = Javalin.create(
                        config -> config.routes.get("/<path>", files::serve).get("/", files::serve))
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void close() {
        server.stop();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void scriptComesCompressedOnceAndIsWhatItWas() throws Exception {
        HttpResponse<byte[]> plain = get(SCRIPT);
        HttpResponse<byte[]> packed = get(SCRIPT, "Accept-Encoding", "br, gzip;q=0.8");

        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "Vary")).contains("Accept-Encoding");
        assertThat(header(packed, "Cache-Control")).contains("immutable");
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.0, identity", "br"})
    void whoDoesNotTakeGzipGetsNone(String accepted) throws Exception {
        HttpResponse<byte[]> answer = get(SCRIPT, "Accept-Encoding", accepted);

        assertThat(header(answer, "Content-Encoding")).isEmpty();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("const weir");
    }

    @Test
    void whatIsSmallAlreadyComesAsItIs() throws Exception {
        HttpResponse<byte[]> picture = get("/favicon.svg", "Accept-Encoding", "gzip");

        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(header(picture, "Content-Encoding")).isEmpty();
    }

    @Test
    void pageOfTheConsoleIsAskedForAgainAndAMissingScriptIsNoPage() throws Exception {
        HttpResponse<byte[]> page = get("/clusters/prod/jobs/1");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(get("/clusters/prod/jobs/1", "If-None-Match", header(page, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(get("/assets/gone-00000000.js").statusCode()).isEqualTo(404);
    }
}
