package io.weir.rules.notify.slack;

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
import org.jspecify.annotations.Nullable;

/**
 * An incoming webhook.
 *
 * @param url as the app's page shows it; its path is the secret
 * @param channel where to post, for servers that let a webhook choose; null for the webhook's own
 * @param username who it seems to be from, likewise
 * @param title a template; null for the built-in title
 * @param template a template in mrkdwn; null for the built-in text
 */
public record SlackConfig(
        SecretText url,
        boolean sendResolved,
        @Nullable String channel,
        @Nullable String username,
        @Nullable String title,
        @Nullable String template,
        HttpOptions http,
        Duration giveUpAfter,
        TextOptions text)
        implements ChannelConfig {
    public SlackConfig {
        URI.create(url.reveal());
        MessageTexts.of(text, Markup.SLACK, title, template);
    }

    @Override
    public String kind() {
        return "slack";
    }

    @Override
    public String address() {
        return Poster.shown(URI.create(url.reveal())) + (channel == null ? "" : " " + channel);
    }

    /** <a href="https://docs.slack.dev/apis/web-api/rate-limits">One a second</a>. */
    @Override
    public ChannelLimit limit() {
        return new ChannelLimit("slack/" + RobotAccount.of(url), 1, Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    @Override
    public Channel open(ChannelTools tools) {
        return new SlackChannel(this, tools.clock());
    }
}
