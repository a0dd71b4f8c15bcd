package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Silences over the API: made, found, changed and ended, and refused with what to write instead. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class SilencesApiTest {
    private static final String SILENCES = "/api/v1/silences";

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

    private static ObjectNode wanted(String matcher, String comment, Instant end) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("matchers").add(matcher);
        return body.put("comment", comment).put("endsAt", end.toString());
    }

    private JsonNode one(String id) throws IOException {
        return document.data("get " + SILENCES + "/{id}", 200, client.authorized("get", SILENCES + "/" + id));
    }

    @Test
    void silenceIsMadeFoundChangedAndEnded() throws IOException {
        Instant end = Instant.now().plusSeconds(3600);
        JsonNode made = document.data(
                "post " + SILENCES,
                201,
                client.changing(
                        "post",
                        SILENCES,
                        "*",
                        wanted("job_name=\"orders\"", "release", end).toString()));
        String id = made.path("id").asText();
        assertThat(made.path("state").asText()).isEqualTo("active");
        assertThat(made.path("createdBy").asText()).isNotBlank();
        assertThat(one(id).path("comment").asText()).isEqualTo("release");
        assertThat(client.data(SILENCES + "?state=active").findValuesAsText("id"))
                .contains(id);

        JsonNode changed = document.data(
                "put " + SILENCES + "/{id}",
                200,
                client.changing(
                        "put",
                        SILENCES + "/" + id,
                        "*",
                        wanted("job_name=\"orders\"", "release takes longer", end.plusSeconds(3600))
                                .toString()));
        assertThat(changed.path("comment").asText()).isEqualTo("release takes longer");

        document.data("delete " + SILENCES + "/{id}", 200, client.changing("delete", SILENCES + "/" + id, "*", ""));
        assertThat(one(id).path("state").asText()).isEqualTo("expired");
        assertThat(client.data(SILENCES + "?state=active").findValuesAsText("id"))
                .doesNotContain(changed.path("id").asText(), id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "job_name>3|release|3600|matchers: ",
                "job_name=~\".*\"|release|3600|silence everything",
                "job_name=\"orders\"||3600|comment",
                "job_name=\"orders\"|release|-3600|endsAt"
            })
    void badSilenceIsRefusedWithWhatToWrite(String matcher, String comment, long seconds, String said)
            throws IOException {
        String body = wanted(
                        matcher, comment == null ? "" : comment, Instant.now().plusSeconds(seconds))
                .toString();
        HttpResponse<String> refused = client.changing("post", SILENCES, "*", body);
        document.data("post " + SILENCES, 400, refused);
        assertThat(refused.body()).contains(said);
    }

    @Test
    void unknownSilenceIsNotFoundAndStrangersMakeNone() throws IOException {
        document.data("get " + SILENCES + "/{id}", 404, client.authorized("get", SILENCES + "/none"));
        HttpResponse<String> stranger = client.send(
                "post",
                SILENCES,
                "Content-Type",
                "application/json",
                wanted("job_name=\"orders\"", "release", Instant.now().plusSeconds(60))
                        .toString());
        assertThat(stranger.statusCode()).isEqualTo(401);
    }
}
