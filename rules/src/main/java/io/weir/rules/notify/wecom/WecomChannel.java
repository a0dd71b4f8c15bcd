package io.weir.rules.notify.wecom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.notify.Channel;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.http.Poster;
import io.weir.rules.notify.text.Cut;
import io.weir.rules.notify.text.Markup;
import io.weir.rules.notify.text.MessageTexts;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** Posts Markdown to a WeCom robot. */
final class WecomChannel implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What WeCom takes of {@code markdown.content}, in bytes of UTF-8. */
    private static final int TEXT_BYTES = 4096;

    private final WecomConfig config;
    private final Poster poster;
    private final String target;
    private final MessageTexts texts;

    WecomChannel(WecomConfig config, Clock clock) {
        this.config = config;
        URI url = URI.create(config.url().reveal());
        this.poster = new Poster(url, config.http(), clock);
        this.target = Poster.target(url);
        this.texts = MessageTexts.of(config.text(), Markup.MARKDOWN, null, config.template());
    }

    @Override
    public Delivery send(Message message) throws InterruptedException {
        return WecomVerdict.of(poster.post(
                target, Map.of("Content-Type", "application/json", "Idempotency-Key", message.id()), body(message)));
    }

    private byte[] body(Message message) {
        String mentions = mentions();
        ObjectNode body = JSON.createObjectNode().put("msgtype", "markdown");
        body.putObject("markdown").put("content", texts.text(message, TEXT_BYTES - Cut.size(mentions)) + mentions);
        try {
            return JSON.writeValueAsString(body).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a JSON form", e);
        }
    }

    /** In Markdown people are mentioned in the text itself; the lists that WeCom has besides are for plain texts. */
    private String mentions() {
        StringBuilder mentions = new StringBuilder();
        for (String user : config.mentionedList()) {
            mentions.append(user.startsWith("@") ? "<" + user + ">" : "<@" + user + ">");
        }
        return mentions.isEmpty() ? "" : "\n\n" + mentions;
    }

    @Override
    public void close() {
        poster.close();
    }
}
