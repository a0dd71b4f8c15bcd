package io.weir.rules.notify.dingtalk;

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
 * A robot in a DingTalk group.
 *
 * @param url as the robot's settings show it, with its {@code access_token}
 * @param secret the key that requests are signed with, {@code SEC...}; null where the robot asks for keywords or addresses instead
 * @param atMobiles who is mentioned, by their phone numbers
 * @param atUserIds who is mentioned, by their user ids
 * @param atAll whether everybody in the group is mentioned
 * @param title a template; null for the built-in title, which phones show in their notification
 * @param template a template in DingTalk's Markdown; null for the built-in text
 */
public record DingtalkConfig(
        SecretText url,
        @Nullable SecretText secret,
        boolean sendResolved,
        List<String> atMobiles,
        List<String> atUserIds,
        boolean atAll,
        @Nullable String title,
        @Nullable String template,
        HttpOptions http,
        Duration giveUpAfter,
        TextOptions text)
        implements ChannelConfig {
    public DingtalkConfig {
        URI.create(url.reveal());
        atMobiles = List.copyOf(atMobiles);
        atUserIds = List.copyOf(atUserIds);
        MessageTexts.of(text, Markup.MARKDOWN, title, template);
    }

    @Override
    public String kind() {
        return "dingtalk";
    }

    @Override
    public String address() {
        return Poster.shown(URI.create(url.reveal()));
    }

    /** Twenty a minute a robot; one that sends more is silenced for ten minutes. */
    @Override
    public ChannelLimit limit() {
        return new ChannelLimit(
                "dingtalk/" + RobotAccount.of(url), 20, Duration.ofMinutes(1), DingtalkVerdict.MUTED_FOR);
    }

    @Override
    public Channel open(ChannelTools tools) {
        return new DingtalkChannel(this, tools.clock());
    }
}
