package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.slack.SlackConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An incoming webhook of Slack, Mattermost or Rocket.Chat. */
public record SlackConfigSettings(
        @Setting(help = "The webhook's URL.", required = true)
        SecretText apiUrl,

        @Setting(help = "Whether it hears of the end too.", defaultsTo = "true")
        boolean sendResolved,

        @Setting(help = "Where to post, for servers that let a webhook choose.") @Nullable
        String channel,

        @Setting(help = "Who it seems to be from, likewise.") @Nullable
        String username,

        @Setting(help = "A Mustache template of the title.") @Nullable
        String title,

        @Setting(help = "A Mustache template of the text, in mrkdwn.") @Nullable
        String text,

        @Setting(help = "Credentials and TLS.") HttpConfigSettings httpConfig,

        @Setting(help = "For one send.", defaultsTo = "10s") Duration timeout,

        @Setting(help = "How long a send is retried before it is given up.", defaultsTo = "1h")
        Duration giveUpAfter)
        implements ChannelSettings {
    public SlackConfigSettings {
        new Faults()
                .secretUrl("api_url", apiUrl)
                .longerThanNone("timeout", timeout)
                .throwIfAny();
    }

    @Override
    public SlackConfig config(ChannelDefaults defaults) {
        return new SlackConfig(
                apiUrl,
                sendResolved,
                channel,
                username,
                title,
                text,
                httpConfig.options(timeout, defaults.addresses()),
                giveUpAfter,
                defaults.text());
    }
}
