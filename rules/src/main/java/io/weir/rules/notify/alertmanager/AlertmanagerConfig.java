package io.weir.rules.notify.alertmanager;

import io.weir.rules.notify.Channel;
import io.weir.rules.notify.ChannelConfig;
import io.weir.rules.notify.ChannelTools;
import io.weir.rules.notify.http.HttpOptions;
import io.weir.rules.notify.http.Poster;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The members of an Alertmanager cluster. Each is told, as Prometheus tells each, and one that took the message is enough: they tell one another.
 *
 * @param urls of the servers, without {@code /api/v2/alerts}
 * @param resolveAfter how long an event that goes on stays in Alertmanager without being told again; longer than the route's {@code
 *     repeat_interval}, or it would end there by itself
 */
public record AlertmanagerConfig(
        List<URI> urls, boolean sendResolved, Duration resolveAfter, HttpOptions http, Duration giveUpAfter)
        implements ChannelConfig {
    public AlertmanagerConfig {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("an Alertmanager needs at least one URL");
        }
        if (resolveAfter.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("resolve_after must be at least 1m, got " + resolveAfter);
        }
    }

    @Override
    public String kind() {
        return "alertmanager";
    }

    @Override
    public String address() {
        return urls.stream().map(Poster::shown).collect(Collectors.joining(", "));
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public Duration forgetsAfter() {
        return resolveAfter;
    }

    @Override
    public Channel open(ChannelTools tools) {
        return new AlertmanagerChannel(this, tools.clock());
    }
}
