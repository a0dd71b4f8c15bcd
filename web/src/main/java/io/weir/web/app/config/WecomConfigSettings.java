package io.weir.web.app.config;

import io.weir.rules.notify.SecretText;
import io.weir.rules.notify.wecom.WecomConfig;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A robot in a WeCom group. */
public record WecomConfigSettings(
        @Setting(help = "The robot's URL, with its `key`.", required = true)
        SecretText url,

        @Setting(help = "Whether it hears of the end too.", defaultsTo = "true")
        boolean sendResolved,

        @Setting(help = "Who is mentioned, by user id; `@all` for everybody.")
        List<String> mentionedList,

        @Setting(help = "A Mustache template of the text, in WeCom's Markdown.") @Nullable
        String text,

        @Setting(help = "Credentials and TLS.") HttpConfigSettings httpConfig,

        @Setting(help = "For one send.", defaultsTo = "10s") Duration timeout,

        @Setting(help = "How long a send is retried before it is given up.", defaultsTo = "1h")
        Duration giveUpAfter)
        implements ChannelSettings {
    public WecomConfigSettings {
        mentionedList = List.copyOf(mentionedList);
        new Faults().secretUrl("url", url).longerThanNone("timeout", timeout).throwIfAny();
    }

    @Override
    public WecomConfig config(ChannelDefaults defaults) {
        return new WecomConfig(
                url,
                sendResolved,
                mentionedList,
                text,
                httpConfig.options(timeout, defaults.addresses()),
                giveUpAfter,
                defaults.text());
    }
}
