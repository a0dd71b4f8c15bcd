package io.weir.rules.notify.wecom;

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
 * A robot in a WeCom group.
 *
 * @param url as the robot's page shows it, with its {@code key}
 * @param mentionedList who is mentioned, by user id; {@code @all} for everybody
 * @param template a template in WeCom's Markdown; null for the built-in text
 */
public record WecomConfig(
        SecretText url,
        boolean sendResolved,
        List<String> mentionedList,
        @Nullable String template,
        HttpOptions http,
        Duration giveUpAfter,
        TextOptions text)
        implements ChannelConfig {
    public WecomConfig {
        URI.create(url.reveal());
        mentionedList = List.copyOf(mentionedList);
        MessageTexts.of(text, Markup.MARKDOWN, null, template);
        for (String user : mentionedList) {
            if (user.isBlank() || user.matches(".*[<>\\s].*")) {
                throw new IllegalArgumentException("\"" + user + "\" is no user id of WeCom");
            }
        }
    }

    @Override
    public String kind() {
        return "wecom";
    }

    @Override
    public String address() {
        return Poster.shown(URI.create(url.reveal()));
    }

    /** Twenty a minute a robot. */
    @Override
    public ChannelLimit limit() {
        return new ChannelLimit("wecom/" + RobotAccount.of(url), 20, Duration.ofMinutes(1), WecomVerdict.REFUSED_FOR);
    }

    @Override
    public Channel open(ChannelTools tools) {
        return new WecomChannel(this, tools.clock());
    }
}
