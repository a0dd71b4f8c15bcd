package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.dingtalk.DingtalkConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A robot in a DingTalk group. */
public record DingtalkConfigSettings(
        @Setting(help = "The robot's URL, with its `access_token`.", required = true)
        SecretText url,

        @Setting(help = "The key that requests are signed with, `SEC...`; none where the robot asks for keywords.")
        @Nullable
        SecretText secret,

        @Setting(help = "Whether it hears of the end too.", defaultsTo = "true")
        boolean sendResolved,

        @Setting(help = "Who is mentioned, by phone number.")
        List<String> atMobiles,

        @Setting(help = "Who is mentioned, by user id.") List<String> atUserIds,

        @Setting(help = "Mentions everybody in the group.", defaultsTo = "false")
        boolean atAll,

        @Setting(help = "A Mustache template of the title.") @Nullable
        String title,

        @Setting(help = "A Mustache template of the text, in DingTalk's Markdown.") @Nullable
        String text,

        @Setting(help = "Credentials and TLS.") HttpConfigSettings httpConfig,

        @Setting(help = "For one send.", defaultsTo = "10s") Duration timeout,

        @Setting(help = "How long a send is retried before it is given up.", defaultsTo = "1h")
        Duration giveUpAfter)
        implements ChannelSettings {
    public DingtalkConfigSettings {
        atMobiles = List.copyOf(atMobiles);
        atUserIds = List.copyOf(atUserIds);
        new Faults().secretUrl("url", url).longerThanNone("timeout", timeout).throwIfAny();
    }

    @Override
    public DingtalkConfig config(ChannelDefaults defaults) {
        return new DingtalkConfig(
                url,
                secret,
                sendResolved,
                atMobiles,
                atUserIds,
                atAll,
                title,
                text,
                httpConfig.options(timeout, defaults.addresses()),
                giveUpAfter,
                defaults.text());
    }
}
