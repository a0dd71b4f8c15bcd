package io.weir.rules.notify.feishu;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.event.Severity;
import io.weir.rules.notify.Channel;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.http.Poster;
import io.weir.rules.notify.text.Link;
import io.weir.rules.notify.text.Markup;
import io.weir.rules.notify.text.MessageTexts;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** Posts a card to a Feishu robot. */
final class FeishuChannel implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Feishu takes 20 KB of request; JSON may make two bytes of one, and buttons need some too. */
    private static final int TEXT_BYTES = 8_000;

    private static final int TITLE_BYTES = 200;

    private final FeishuConfig config;
    private final Clock clock;
    private final Poster poster;
    private final String target;
    private final MessageTexts texts;

    FeishuChannel(FeishuConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        URI url = URI.create(config.url().reveal());
        this.poster = new Poster(url, config.http(), clock);
        this.target = Poster.target(url);
        this.texts = MessageTexts.withoutLinks(config.text(), Markup.PLAIN, config.title(), config.template());
    }

    @Override
    public Delivery send(Message message) throws InterruptedException {
        return FeishuVerdict.of(poster.post(
                target, Map.of("Content-Type", "application/json", "Idempotency-Key", message.id()), body(message)));
    }

    private byte[] body(Message message) {
        ObjectNode body = JSON.createObjectNode();
        SecretText secret = config.secret();
        if (secret != null) {
            String timestamp = String.valueOf(clock.instant().getEpochSecond());
            body.put("timestamp", timestamp);
            body.put("sign", FeishuSign.of(secret, timestamp));
        }
        body.put("msg_type", "interactive");
        card(body.putObject("card"), message);
        try {
            return JSON.writeValueAsString(body).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a JSON form", e);
        }
    }

    private void card(ObjectNode card, Message message) {
        card.putObject("config").put("wide_screen_mode", true);
        ObjectNode header = card.putObject("header").put("template", colour(message));
        plain(header.putObject("title"), texts.title(message, TITLE_BYTES));
        ArrayNode elements = card.putArray("elements");
        plain(elements.addObject().put("tag", "div").putObject("text"), texts.text(message, TEXT_BYTES));
        if (!config.atUserIds().isEmpty()) {
            StringBuilder mentions = new StringBuilder();
            config.atUserIds()
                    .forEach(user -> mentions.append("<at id=").append(user).append("></at>"));
            elements.addObject()
                    .put("tag", "div")
                    .putObject("text")
                    .put("tag", "lark_md")
                    .put("content", mentions.toString());
        }
        ArrayNode actions = elements.addObject().put("tag", "action").putArray("actions");
        boolean first = true;
        for (Link link : texts.links(message)) {
            ObjectNode button = actions.addObject()
                    .put("tag", "button")
                    .put("type", first ? "primary" : "default")
                    .put("url", link.url());
            plain(button.putObject("text"), link.name());
            first = false;
        }
    }

    private static void plain(ObjectNode text, String content) {
        text.put("tag", "plain_text").put("content", content);
    }

    private static String colour(Message message) {
        if (!message.firing()) {
            return "green";
        }
        boolean critical = message.events().stream()
                .anyMatch(event -> event.resolvedAt() == null && event.severity() == Severity.CRITICAL);
        return critical ? "red" : "orange";
    }

    @Override
    public void close() {
        poster.close();
    }
}
