package io.weir.rules.notify.feishu;

import io.weir.rules.notify.Channel;
import io.weir.rules.notify.ChannelConfig;
import io.weir.rules.notify.ChannelLimit;
import io.weir.rules.notify.ChannelTools;
import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.http.Poster;
import io.weir.rules.notify.robot.RobotAccount;
import io.weir.rules.notify.text.Markup;
import io.weir.rules.notify.text.MessageTexts;
import io.weir.rules.notify.text.TextOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A robot in a Feishu group. It posts a card whose texts are plain, so that nothing in them is a mention or a link.
 *
 * @param url as the robot's settings show it
 * @param secret the key that requests are signed with; null where the robot asks for keywords or addresses instead
 * @param atUserIds who is mentioned, by open id or user id; {@code all} for everybody
 * @param title a template of the card's head; null for the built-in title
 * @param template a template of the card's text; null for the built-in text
 */
public record FeishuConfig(
        SecretText url,
        @Nullable SecretText secret,
        boolean sendResolved,
        List<String> atUserIds,
        @Nullable String title,
        @Nullable String template,
        HttpOptions http,
        Duration giveUpAfter,
        TextOptions text)
        implements ChannelConfig {
    public FeishuConfig {
        URI.create(url.reveal());
        atUserIds = List.copyOf(atUserIds);
        MessageTexts.of(text, Markup.PLAIN, title, template);
        for (String user : atUserIds) {
            if (!user.matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException("\"" + user + "\" is no user id of Feishu");
            }
        }
    }

    @Override
    public String kind() {
        return "feishu";
    }

    @Override
    public String address() {
        return Poster.shown(URI.create(url.reveal()));
    }

    /** Feishu takes 100 a minute and 5 a second; this is below both, also when three come at once. */
    @Override
    public ChannelLimit limit() {
        return new ChannelLimit("feishu/" + RobotAccount.of(url), 3, Duration.ofSeconds(2), Duration.ofMinutes(1));
    }

    @Override
    public Channel open(ChannelTools tools) {
        return new FeishuChannel(this, tools.clock());
    }
}
