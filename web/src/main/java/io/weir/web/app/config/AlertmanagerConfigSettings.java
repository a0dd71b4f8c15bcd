package io.weir.web.app.config;

import io.weir.rules.notify.alertmanager.AlertmanagerConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** An Alertmanager that events are handed to. */
public record AlertmanagerConfigSettings(
        @Setting(help = "The servers of one Alertmanager cluster, each without `/api/v2/alerts`.", required = true)
        List<String> urls,

        @Setting(help = "Whether it hears of the end too.", defaultsTo = "true")
        boolean sendResolved,

        @Setting(
                help = "How long an event that goes on stays there without being told again; longer than the route's"
                        + " `repeat_interval`.",
                defaultsTo = "12h")
        Duration resolveAfter,

        @Setting(help = "Credentials and TLS.") HttpConfigSettings httpConfig,

        @Setting(help = "For one send.", defaultsTo = "10s") Duration timeout,

        @Setting(help = "How long a send is retried before it is given up.", defaultsTo = "1h")
        Duration giveUpAfter)
        implements ChannelSettings {
    public AlertmanagerConfigSettings {
        urls = List.copyOf(urls);
        new Faults().http("urls", urls).longerThanNone("timeout", timeout).throwIfAny();
    }

    @Override
    public AlertmanagerConfig config(ChannelDefaults defaults) {
        return new AlertmanagerConfig(
                urls.stream().map(URI::create).toList(),
                sendResolved,
                resolveAfter,
                httpConfig.options(timeout, defaults.addresses()),
                giveUpAfter);
    }
}
