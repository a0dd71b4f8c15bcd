package io.weir.rules.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.rules.notify.Channel;
import io.weir.rules.notify.ChannelTools;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Golden;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.TestingMessages;
import io.weir.rules.notify.http.HostileServer;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.text.Language;
import io.weir.rules.notify.text.TextOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebhookChannelTest {
    private static final Clock CLOCK = Clock.fixed(TestingMessages.START, ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static WebhookConfig config(
            URI url, int maxAlerts, WebhookConfig.@Nullable Body body, @Nullable SecretText signingSecret) {
        return new WebhookConfig(
                new SecretText(url.toString()),
                true,
                maxAlerts,
                HttpOptions.DEFAULTS,
                body,
                Map.of("X-Team", new SecretText("streaming")),
                signingSecret,
                Duration.ofHours(1),
                new TextOptions(Language.EN, ZoneId.of("UTC")));
    }

    private static HostileServer.Request sent(WebhookConfig config, HostileServer server, Message message)
            throws InterruptedException {
        try (Channel channel = config.open(new ChannelTools(CLOCK))) {
            assertThat(channel.send(message)).isInstanceOf(Delivery.Delivered.class);
        }
        return server.requests().get(server.requests().size() - 1);
    }

    private static HostileServer.Request sent(
            int maxAlerts, WebhookConfig.@Nullable Body body, @Nullable SecretText secret, Message message)
            throws Exception {
        try (HostileServer server = HostileServer.answering(200, "", "")) {
            return sent(config(server.url("/hook"), maxAlerts, body, secret), server, message);
        }
    }

    @Test
    void bodyIsAlertmanagersUnlessATemplateSaysOtherwise() throws Exception {
        Golden.check(
                "webhook/firing.json",
                JSON.readTree(sent(0, null, null, TestingMessages.firing()).body()));
        Golden.check(
                "webhook/resolved.json",
                JSON.readTree(sent(0, null, null, TestingMessages.resolved()).body()));
        Golden.check(
                "webhook/several.json",
                JSON.readTree(sent(2, null, null, TestingMessages.several(3)).body()));
    }

    @Test
    void truncatedAlertsCountsWhatIsNotTold() throws Exception {
        JsonNode body =
                JSON.readTree(sent(2, null, null, TestingMessages.several(5)).body());
        assertThat(body.path("alerts")).hasSize(2);
        // Three of five, and nine that the message itself leaves out.
        assertThat(body.path("truncatedAlerts").asInt()).isEqualTo(12);
        assertThat(body.path("groupKey").asText()).isEqualTo("{}:{cluster=\"prod\"}");
    }

    @Test
    void everyAttemptHasTheSameIdempotencyKey() throws Exception {
        assertThat(sent(0, null, null, TestingMessages.firing()).headers())
                .containsEntry("Idempotency-Key", "n-1")
                .containsEntry("X-Team", "streaming")
                .containsEntry("Content-Type", "application/json")
                .doesNotContainKey("X-Weir-Signature");
    }

    @Test
    void signatureIsOverTimestampAndBody() throws Exception {
        HostileServer.Request request = sent(0, null, new SecretText("key"), TestingMessages.firing());
        String timestamp = request.headers().get("X-Weir-Timestamp");
        assertThat(timestamp).isEqualTo(String.valueOf(TestingMessages.START.getEpochSecond()));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("key".getBytes(UTF_8), "HmacSHA256"));
        mac.update((timestamp + ".").getBytes(UTF_8));
        assertThat(request.headers().get("X-Weir-Signature"))
                .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(request.body())));
    }

    @Test
    void jsonTemplateStaysJsonWhateverTheTextsAre() throws Exception {
        WebhookConfig.Body telegram =
                new WebhookConfig.Body("{\"chat_id\": 7, \"text\": \"{{title}}\\n{{text}}\"}", "application/json");
        String hostile = "\", \"chat_id\": 8, \"x\": \"\\ \n{{title}} ${7*7} \u0000";
        for (Message message :
                new Message[] {TestingMessages.firing(), TestingMessages.of(TestingMessages.hostile(hostile))}) {
            JsonNode body = JSON.readTree(sent(0, telegram, null, message).body());
            assertThat(body.path("chat_id").asInt()).isEqualTo(7);
            assertThat(body.size()).isEqualTo(2);
        }
        Golden.check(
                "webhook/telegram.json",
                JSON.readTree(sent(0, telegram, null, TestingMessages.firing()).body()));
    }

    @Test
    void formTemplateStaysAFormWhateverTheTextsAre() throws Exception {
        WebhookConfig.Body sms =
                new WebhookConfig.Body("To=%2B4915112345678&Body={{title}}", "application/x-www-form-urlencoded");
        HostileServer.Request request =
                sent(0, sms, null, TestingMessages.of(TestingMessages.hostile("a&To=%2B1900&b=c+d")));
        assertThat(request.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
        String[] pairs = request.text().split("&");
        assertThat(pairs).hasSize(2);
        assertThat(URLDecoder.decode(pairs[1], UTF_8)).contains("a&To=%2B1900&b=c+d");
    }

    @Test
    void headersThatWeirOwnsAndWrongTemplatesAreRefused() {
        URI url = URI.create("https://hooks.example.org/very-secret-token");
        assertThatThrownBy(() -> new WebhookConfig.Body("{{no_such_name}}", "application/json"))
                .hasMessageContaining("no_such_name");
        assertThatThrownBy(() -> new WebhookConfig(
                        new SecretText(url.toString()),
                        true,
                        0,
                        HttpOptions.DEFAULTS,
                        null,
                        Map.of("Content-Length", new SecretText("1")),
                        null,
                        Duration.ofHours(1),
                        TextOptions.DEFAULTS))
                .hasMessageContaining("Content-Length");
        WebhookConfig config = config(url, 0, null, new SecretText("hmac-key"));
        assertThat(config.toString() + config.address())
                .doesNotContain("very-secret-token")
                .doesNotContain("hmac-key")
                .doesNotContain("streaming");
    }
}
