package io.weir.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.weir.rules.notify.Receiver;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.text.TextOptions;
import io.weir.rules.notify.webhook.WebhookConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A message comes over real HTTP, and whoever has it acts by its links without a login. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before the tests.
class LinksApiTest {
    private static final String BODY = "{\"state\": \"{{status}}\", \"acknowledge\": \"{{acknowledge_url}}\","
            + " \"silence\": \"{{silence_url}}\", \"event\": \"{{#events}}{{id}} {{/events}}\"}";

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private HttpServer phone;
    private TestingWeir weir;
    private TestingClient client;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        phone = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        phone.createContext("/", exchange -> {
            try (exchange) {
                JsonNode message =
                        Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
                if (message.path("state").asText().equals("firing")) {
                    told.add(message);
                }
                exchange.sendResponseHeaders(204, -1);
            }
        });
        phone.start();
        WebhookConfig webhook = new WebhookConfig(
                new SecretText("http://127.0.0.1:" + phone.getAddress().getPort() + "/"),
                true,
                0,
                HttpOptions.DEFAULTS.within(Duration.ofSeconds(5)),
                new WebhookConfig.Body(BODY, "application/json"),
                Map.of(),
                null,
                Duration.ofMinutes(1),
                TextOptions.DEFAULTS);
        weir = new TestingWeir(folder, List.of(new Receiver("phone", List.of(webhook))));
        client = new TestingClient(weir.url, weir.token);
        await().atMost(Duration.ofSeconds(60)).until(() -> !told.isEmpty());
    }

    @AfterAll
    void stop() {
        weir.close();
        phone.stop(0);
    }

    /** Where a link leads, by the server under test instead of the configured name. */
    private static String path(JsonNode message, String action) {
        String url = message.path(action).asText();
        assertThat(url).startsWith("http://127.0.0.1:8090/act/");
        return url.substring("http://127.0.0.1:8090".length());
    }

    private JsonNode event(JsonNode message) {
        return client.data(
                "/api/v1/events/" + message.path("event").asText().strip().split(" ")[0]);
    }

    private HttpResponse<String> use(String path, String name) {
        return client.send("post", path, "Content-Type", "application/x-www-form-urlencoded", "name=" + name);
    }

    private static String page(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        return response.body();
    }

    @Test
    void acknowledgesOnceAndOnlyByTheFormAndIsAudited() {
        JsonNode message = told.get(0);
        String path = path(message, "acknowledge");

        // A robot fetches every link, as often as it likes.
        for (int i = 0; i < 3; i++) {
            assertThat(page(client.send("get", path), 200))
                    .contains(
                            "<form method=\"post\">",
                            event(message).path("rule").asText());
        }
        assertThat(page(client.send("get", path, "Accept-Language", "zh-CN,zh;q=0.9"), 200))
                .contains("确认此事件？");
        assertThat(event(message).path("acknowledgement").isNull()).isTrue();
        assertThat(client.send("post", path, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(event(message).path("acknowledgement").isNull()).isTrue();

        assertThat(page(use(path, "%3Cb%3EAnn"), 200)).contains("Acknowledged.");
        assertThat(event(message).at("/acknowledgement/by").asText()).isEqualTo("<b>Ann (link to phone)");
        assertThat(page(use(path, "Bob"), 410)).contains("was used already", "&lt;b&gt;Ann (link to phone)");
        assertThat(page(client.send("get", path), 410)).doesNotContain("<form");
        assertThat(event(message).at("/acknowledgement/by").asText()).isEqualTo("<b>Ann (link to phone)");
        assertThat(client.data("/api/v1/audit").path("entries"))
                .filteredOn(entry -> entry.path("action").asText().equals("acknowledge event by link"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("subject").asText())
                        .contains(event(message).path("id").asText(), "to phone"));
    }

    @Test
    void silencesUntilItIsOver() {
        JsonNode message = told.get(0);
        assertThat(page(client.send("get", path(message, "silence")), 200)).contains("Silence until it is over?");
        assertThat(client.data("/api/v1/silences")).isEmpty();
        assertThat(page(use(path(message, "silence"), ""), 200)).contains("Silenced until it is over.");
        assertThat(client.data("/api/v1/silences")).isNotEmpty().allSatisfy(silence -> {
            assertThat(silence.path("createdBy").asText()).isEqualTo("somebody (link to phone)");
            assertThat(silence.path("untilResolved").asText()).isNotEmpty();
            assertThat(silence.path("silenced").asInt()).isPositive();
        });
        assertThat(page(use(path(message, "silence"), ""), 410)).contains("was used already");
    }

    @Test
    void nobodyMakesALinkAndNoneIsShownElsewhere() {
        String path = path(told.get(0), "acknowledge");
        assertThat(page(client.send("get", path + "A"), 404)).contains("There is no such link");
        assertThat(page(use(path.substring(0, path.length() - 2), ""), 404)).contains("There is no such link");
        assertThat(page(use("/act/x", ""), 404)).contains("There is no such link");
        String token = path.substring(path.lastIndexOf('/') + 1);
        assertThat(client.authorized("get", "/api/v1/notifications").body()).doesNotContain(token);
    }
}
