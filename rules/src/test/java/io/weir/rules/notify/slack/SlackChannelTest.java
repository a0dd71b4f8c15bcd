package io.weir.rules.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.weir.rules.notify.text.TextOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SlackChannelTest {
    private static final Clock CLOCK = Clock.fixed(TestingMessages.START, ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Delivery send(HostileServer server, Message message) throws InterruptedException {
        SlackConfig config = new SlackConfig(
                new SecretText(server.url("/services/T00000000/B00000000/XXXXXXXXXXXXXXXX")
                        .toString()),
                true,
                "#flink",
                null,
                null,
                null,
                HttpOptions.DEFAULTS,
                Duration.ofHours(1),
                TextOptions.DEFAULTS);
        try (Channel channel = config.open(new ChannelTools(CLOCK))) {
            return channel.send(message);
        }
    }

    @Test
    void attachmentsLookAsExpected() throws Exception {
        try (HostileServer server = HostileServer.answering(200, "", "ok")) {
            assertThat(send(server, TestingMessages.firing())).isEqualTo(new Delivery.Delivered("ok"));
            assertThat(send(server, TestingMessages.resolved())).isInstanceOf(Delivery.Delivered.class);
            Golden.check(
                    "slack/firing.json", JSON.readTree(server.requests().get(0).body()));
            Golden.check(
                    "slack/resolved.json",
                    JSON.readTree(server.requests().get(1).body()));
        }
    }

    @Test
    void removedWebhookIsRefusedWithWhatToMendAndWithoutItsToken() throws Exception {
        try (HostileServer server = HostileServer.answering(404, "", "no_service")) {
            assertThat(send(server, TestingMessages.firing()))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.cause())
                            .contains("no_service", "make a new one")
                            .doesNotContain("XXXXXXXXXXXXXXXX"));
        }
    }

    @Test
    void textsOfAttackersMentionNobody() throws Exception {
        try (HostileServer server = HostileServer.answering(200, "", "ok")) {
            Message message =
                    TestingMessages.of(TestingMessages.hostile("<!channel> @all <http://evil.example|click> [a](b)"));
            assertThat(send(server, message)).isInstanceOf(Delivery.Delivered.class);
            JsonNode attachment = JSON.readTree(server.requests().get(0).body()).at("/attachments/0");
            assertThat(attachment.path("text").asText()
                            + attachment.path("title").asText())
                    .doesNotContain("<!channel", "@all", "<http://evil", "[a](")
                    .contains("&lt;!channel&gt;");
        }
    }
}
