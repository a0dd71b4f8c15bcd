package io.weir.rules.notify.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.rules.event.Severity;
import io.weir.rules.notify.Channel;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.http.Answer;
import io.weir.rules.notify.http.Poster;
import io.weir.rules.notify.text.Link;
import io.weir.rules.notify.text.Markup;
import io.weir.rules.notify.text.MessageTexts;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Posts an attachment, which Slack, Mattermost and Rocket.Chat all show. */
final class SlackChannel implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Slack cuts texts behind a fold at 700 characters or five lines, and takes 40,000; a message is for a glance. */
    private static final int TEXT_BYTES = 8_000;

    private static final int TITLE_BYTES = 250;

    private final SlackConfig config;
    private final Poster poster;
    private final String target;
    private final MessageTexts texts;

    SlackChannel(SlackConfig config, Clock clock) {
        this.config = config;
        URI url = URI.create(config.url().reveal());
        this.poster = new Poster(url, config.http(), clock);
        this.target = Poster.target(url);
        this.texts = MessageTexts.withoutLinks(config.text(), Markup.SLACK, config.title(), config.template());
    }

    @Override
    public Delivery send(Message message) throws InterruptedException {
        Answer answer = poster.post(
                target, Map.of("Content-Type", "application/json", "Idempotency-Key", message.id()), body(message));
        return answer instanceof Answer.Answered answered ? judge(answered) : answer.delivery();
    }

    /** Slack answers with a word; <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">some</a> have a cure. */
    private static Delivery judge(Answer.Answered answered) {
        Delivery delivery = answered.delivery();
        if (!(delivery instanceof Delivery.Refused refused)) {
            return delivery;
        }
        String hint =
                switch (answered.body().strip()) {
                    case "no_service", "no_team", "invalid_token", "team_disabled" ->
                        " (the webhook was removed; make a new one in the app's page)";
                    case "channel_not_found", "channel_is_archived" -> " (choose another channel)";
                    case "action_prohibited", "posting_to_general_channel_denied" ->
                        " (an administrator forbade the webhook to post there)";
                    case "invalid_payload", "no_text" -> " (look at the template)";
                    default -> "";
                };
        return new Delivery.Refused(refused.cause() + hint);
    }

    private byte[] body(Message message) {
        String title = texts.title(message, TITLE_BYTES);
        List<Link> links = texts.links(message);
        ObjectNode body = JSON.createObjectNode();
        if (config.channel() != null) {
            body.put("channel", config.channel());
        }
        if (config.username() != null) {
            body.put("username", config.username());
        }
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("fallback", title);
        attachment.put("color", colour(message));
        attachment.put("title", title);
        attachment.put("title_link", links.get(0).url());
        String shown = links.stream()
                .skip(1)
                .map(link -> "<" + link.url() + "|" + link.name() + ">")
                .collect(Collectors.joining("  "));
        attachment.put("text", texts.text(message, TEXT_BYTES) + (shown.isEmpty() ? "" : "\n" + shown));
        ArrayNode marked = attachment.putArray("mrkdwn_in");
        marked.add("text");
        attachment.put("ts", message.events().get(0).startsAt().getEpochSecond());
        try {
            return JSON.writeValueAsString(body).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a JSON form", e);
        }
    }

    private static String colour(Message message) {
        if (!message.firing()) {
            return "#2f9e44";
        }
        boolean critical = message.events().stream()
                .anyMatch(event -> event.resolvedAt() == null && event.severity() == Severity.CRITICAL);
        return critical ? "#e03131" : "#f08c00";
    }

    @Override
    public void close() {
        poster.close();
    }
}
