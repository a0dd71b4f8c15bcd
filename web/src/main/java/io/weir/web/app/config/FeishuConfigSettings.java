package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.feishu.FeishuConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A robot in a Feishu (Lark) group. */
public record FeishuConfigSettings(
        @Setting(help = "The robot's URL.", required = true) SecretText url,

        @Setting(help = "The key that requests are signed with; none where the robot asks for keywords.") @Nullable
        SecretText secret,

        @Setting(help = "Whether it hears of the end too.", defaultsTo = "true")
        boolean sendResolved,

        @Setting(help = "Who is mentioned, by open id or user id; `all` for everybody.")
        List<String> atUserIds,

        @Setting(help = "A Mustache template of the card's title.") @Nullable
        String title,

        @Setting(help = "A Mustache template of the card's text, plain.") @Nullable
        String text,

        @Setting(help = "Credentials and TLS.") HttpConfigSettings httpConfig,

        @Setting(help = "For one send.", defaultsTo = "10s") Duration timeout,

        @Setting(help = "How long a send is retried before it is given up.", defaultsTo = "1h")
        Duration giveUpAfter)
        implements ChannelSettings {
    public FeishuConfigSettings {
        atUserIds = List.copyOf(atUserIds);
        new Faults().secretUrl("url", url).longerThanNone("timeout", timeout).throwIfAny();
    }

    @Override
    public FeishuConfig config(ChannelDefaults defaults) {
        return new FeishuConfig(
                url,
                secret,
                sendResolved,
                atUserIds,
                title,
                text,
                httpConfig.options(timeout, defaults.addresses()),
                giveUpAfter,
                defaults.text());
    }
}
