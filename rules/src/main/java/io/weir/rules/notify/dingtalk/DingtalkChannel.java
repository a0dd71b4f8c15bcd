package io.weir.rules.notify.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.notify.Channel;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.http.Poster;
import io.weir.rules.notify.text.Cut;
import io.weir.rules.notify.text.Markup;
import io.weir.rules.notify.text.MessageTexts;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** Posts Markdown to a DingTalk robot. */
final class DingtalkChannel implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** DingTalk takes 20,000 bytes a message; the rest is for what is around the text. */
    private static final int TEXT_BYTES = 18_000;

    private static final int TITLE_BYTES = 200;

    private final DingtalkConfig config;
    private final Clock clock;
    private final Poster poster;
    private final String target;
    private final MessageTexts titles;
    private final MessageTexts texts;

    DingtalkChannel(DingtalkConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        URI url = URI.create(config.url().reveal());
        this.poster = new Poster(url, config.http(), clock);
        this.target = Poster.target(url);
        // Phones show the title as it is; only the text is Markdown.
        this.titles = MessageTexts.of(config.text(), Markup.PLAIN, config.title(), null);
        this.texts = MessageTexts.of(config.text(), Markup.MARKDOWN, null, config.template());
    }

    @Override
    public Delivery send(Message message) throws InterruptedException {
        SecretText secret = config.secret();
        String signed = secret == null
                ? target
                : target + (target.indexOf('?') < 0 ? '?' : '&') + DingtalkSign.query(secret, clock.millis());
        return DingtalkVerdict.of(poster.post(
                signed,
                Map.of("Content-Type", "application/json; charset=utf-8", "Idempotency-Key", message.id()),
                body(message)));
    }

    private byte[] body(Message message) {
        ObjectNode body = JSON.createObjectNode().put("msgtype", "markdown");
        ObjectNode markdown = body.putObject("markdown");
        markdown.put("title", titles.title(message, TITLE_BYTES));
        String mentions = mentions();
        markdown.put("text", texts.text(message, TEXT_BYTES - Cut.size(mentions)) + mentions);
        ObjectNode at = body.putObject("at");
        ArrayNode mobiles = at.putArray("atMobiles");
        config.atMobiles().forEach(mobiles::add);
        ArrayNode users = at.putArray("atUserIds");
        config.atUserIds().forEach(users::add);
        at.put("isAtAll", config.atAll());
        try {
            return JSON.writeValueAsString(body).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a JSON form", e);
        }
    }

    /** DingTalk tells only those whose number or id is in the text too. */
    private String mentions() {
        StringBuilder mentions = new StringBuilder();
        config.atMobiles().forEach(mobile -> mentions.append(" @").append(mobile));
        config.atUserIds().forEach(user -> mentions.append(" @").append(user));
        return mentions.isEmpty() ? "" : "\n\n" + mentions.toString().strip();
    }

    @Override
    public void close() {
        poster.close();
    }
}
