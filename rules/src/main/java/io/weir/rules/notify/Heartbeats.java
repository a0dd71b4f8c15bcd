package io.weir.rules.notify;

import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * Tells receivers that want it, again and again, that Weir is alive, through the outbox and the courier that bring everything else. At most one
 * waits for each channel: while one has not arrived no other is added. The dispatcher's lock guards it.
 */
final class Heartbeats {
    /** The rule's name and the id of what each heartbeat tells of; there is no such event. */
    static final String NAME = "Heartbeat";

    private final List<Destination> destinations;
    private final AtomicLong seq;
    private final URI externalUrl;
    private final IntSupplier firing;
    private final Predicate<String> waits;
    private final Pulse pulse;
    private final Map<String, Instant> due = new HashMap<>();

    /** Ids of the last ones, by destination. */
    private final Map<String, String> last = new HashMap<>();

    /**
     * For those of {@code destinations} whose receiver wants it.
     *
     * @param firing how many events fire
     * @param pulse whether rules are evaluated; while they are not there is none
     * @param waits whether the notification with an id has not arrived and is not given up
     */
    Heartbeats(
            List<Destination> destinations,
            AtomicLong seq,
            URI externalUrl,
            IntSupplier firing,
            Predicate<String> waits,
            Pulse pulse) {
        this.destinations = destinations.stream()
                .filter(destination -> destination.policy().heartbeat() != null)
                .toList();
        this.seq = seq;
        this.externalUrl = externalUrl;
        this.firing = firing;
        this.waits = waits;
        this.pulse = pulse;
    }

    /** Whether a notification is one. */
    static boolean is(Outgoing outgoing) {
        return outgoing.message().groupKey().equals(NAME);
    }

    /** Goes on where it was: the phase is kept over a restart by what was sent last. */
    void load(List<Notification> newestFirst, Instant now) {
        due.clear();
        last.clear();
        for (Destination destination : destinations) {
            due.put(destination.key(), now);
            newestFirst.stream()
                    .filter(one -> one.eventIds().contains(NAME)
                            && one.receiver().equals(destination.receiver())
                            && one.channel().equals(destination.channel()))
                    .findFirst()
                    .ifPresent(one -> {
                        due.put(destination.key(), one.createdAt().plus(every(destination)));
                        last.put(destination.key(), one.id());
                    });
        }
    }

    /** Those that are due. */
    List<Outgoing> take(Instant now) {
        List<Outgoing> heartbeats = new ArrayList<>();
        for (Destination destination : destinations) {
            Instant at = due.getOrDefault(destination.key(), now);
            if (at.isAfter(now)) {
                continue;
            }
            due.put(destination.key(), now.plus(every(destination)));
            String before = last.get(destination.key());
            if (!pulse.isLost(now) && (before == null || !waits.test(before))) {
                Outgoing heartbeat = heartbeat(destination, now);
                last.put(destination.key(), heartbeat.notification().id());
                heartbeats.add(heartbeat);
            }
        }
        return heartbeats;
    }

    /** When the next is due. */
    Instant nextDue() {
        return due.values().stream().min(Instant::compareTo).orElse(Instant.MAX);
    }

    private static Duration every(Destination destination) {
        Duration heartbeat = destination.policy().heartbeat();
        return heartbeat == null ? Duration.ofDays(1) : heartbeat;
    }

    private Outgoing heartbeat(Destination destination, Instant now) {
        long place = seq.incrementAndGet();
        String id = NotificationId.of(place, now);
        Event event = event(destination, now);
        Notification notification = new Notification(
                id,
                destination.receiver(),
                destination.channel(),
                Notification.State.PENDING,
                List.of(NAME),
                event.summary(),
                now,
                null,
                0,
                now,
                null);
        Message message = new Message(
                id,
                destination.receiver(),
                NAME,
                Map.of("alertname", NAME),
                List.of(event),
                0,
                null,
                externalUrl,
                Map.of());
        Duration patience = every(destination).compareTo(destination.config().giveUpAfter()) < 0
                ? every(destination)
                : destination.config().giveUpAfter();
        return new Outgoing(place, notification, message, now.plus(patience));
    }

    private Event event(Destination destination, Instant now) {
        int events = firing.getAsInt();
        String next = now.plus(every(destination)).toString();
        return new Event(
                NAME,
                "0000000000000000",
                NAME,
                Severity.INFO,
                EventState.FIRING,
                new Subject("weir", null, null, null, null, null),
                "Weir is alive; events that fire: " + events,
                Map.of("alertname", NAME, "severity", "info", "cluster", "weir"),
                Map.of(
                        "summary_zh", "Weir 运行正常；当前触发的事件：" + events,
                        "description", "The next heartbeat comes at " + next + ".",
                        "description_zh", "下一次心跳：" + next + "。",
                        "advice", "When it does not come, look at Weir.",
                        "advice_zh", "若未收到，请检查 Weir。"),
                events,
                now,
                now,
                null,
                null);
    }
}
