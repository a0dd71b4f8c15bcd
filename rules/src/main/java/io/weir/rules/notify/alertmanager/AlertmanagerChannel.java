package io.weir.rules.notify.alertmanager;

import io.weir.rules.notify.Channel;
import io.weir.rules.notify.Delivery;
import io.weir.rules.notify.Message;
import io.weir.rules.notify.http.Poster;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Posts events to every member of an Alertmanager cluster. */
final class AlertmanagerChannel implements Channel {
    private static final String PATH = "/api/v2/alerts";

    private record Member(Poster poster, String target) {}

    private final AlertmanagerConfig config;
    private final Clock clock;
    private final List<Member> members = new ArrayList<>();

    AlertmanagerChannel(AlertmanagerConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        for (URI url : config.urls()) {
            String path = url.getRawPath();
            String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            members.add(new Member(new Poster(url, config.http(), clock), base + PATH));
        }
    }

    @Override
    public Delivery send(Message message) throws InterruptedException {
        byte[] body = PostableAlerts.of(message, clock.instant().plus(config.resolveAfter()));
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", message.id());
        List<Delivery> deliveries = new ArrayList<>();
        for (Member member : members) {
            deliveries.add(member.poster.post(member.target, headers, body).delivery());
        }
        return best(deliveries);
    }

    /** Taken by one is taken; where none took it, one that may take it later decides. */
    private static Delivery best(List<Delivery> deliveries) {
        for (Class<? extends Delivery> kind : List.of(Delivery.Delivered.class, Delivery.Retry.class)) {
            for (Delivery delivery : deliveries) {
                if (kind.isInstance(delivery)) {
                    return delivery;
                }
            }
        }
        return deliveries.get(0);
    }

    @Override
    public void close() {
        members.forEach(member -> member.poster.close());
    }
}
