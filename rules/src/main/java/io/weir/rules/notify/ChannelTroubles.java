package io.weir.rules.notify;

import io.weir.collector.metric.SelfMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Since when each channel has taken nothing, refusals included, which say nothing about a channel's circuit. Nothing is known of a channel through
 * which nothing was ever sent. Thread-safe.
 */
final class ChannelTroubles {
    /** The channels of which something is known, with the first notification that was given up since the last that was taken. */
    private final Map<String, @Nullable Instant> deadSince = new HashMap<>();

    /** Takes up what the outbox has, newest first. */
    synchronized void load(List<Notification> newestFirst) {
        Set<String> taken = new HashSet<>();
        for (Notification notification : newestFirst) {
            String key = Destination.key(notification.receiver(), notification.channel());
            if (taken.contains(key)) {
                continue;
            }
            switch (notification.state()) {
                case SENT -> {
                    taken.add(key);
                    deadSince.putIfAbsent(key, null);
                }
                case DEAD -> deadSince.put(key, notification.createdAt());
                case PENDING -> {
                    if (notification.lastError() != null) {
                        deadSince.put(key, notification.createdAt());
                    }
                }
                case DIGESTED, DROPPED -> {
                    // Neither says whether the channel works.
                }
            }
        }
    }

    /** A notification was taken or given up. */
    synchronized void ended(Outgoing outgoing, Instant now) {
        switch (outgoing.notification().state()) {
            case SENT -> deadSince.put(outgoing.destination(), null);
            case DEAD -> deadSince.merge(outgoing.destination(), now, (since, later) -> since);
            case PENDING, DIGESTED, DROPPED -> {
                // Neither says whether the channel works.
            }
        }
    }

    /** A test arrived. */
    synchronized void arrived(String destination) {
        deadSince.put(destination, null);
    }

    /** For how long each channel of which something is known has taken nothing. */
    synchronized List<SelfMetric> selfMetrics(Collection<ChannelHealth> healths, Instant now) {
        return healths.stream()
                .filter(health -> health.failingSince() != null || deadSince.containsKey(key(health)))
                .map(health -> SelfMetric.gauge(
                                "weir_channel_failing_seconds",
                                "For how long a channel has taken nothing; 0 when it took the last one.",
                                seconds(health, now))
                        .with("receiver", health.receiver())
                        .with("channel", health.channel()))
                .toList();
    }

    /** Whether every channel of a receiver has taken nothing lately. */
    synchronized boolean fails(String receiver, Collection<ChannelHealth> healths) {
        return healths.stream()
                .filter(health -> health.receiver().equals(receiver))
                .allMatch(health -> since(health) != null);
    }

    private double seconds(ChannelHealth health, Instant now) {
        Instant since = since(health);
        // What fails has done so for longer than nothing, however short.
        return since == null ? 0 : Math.max(0.001, Duration.between(since, now).toMillis() / 1000.0);
    }

    private @Nullable Instant since(ChannelHealth health) {
        Instant dead = deadSince.get(key(health));
        Instant failing = health.failingSince();
        if (dead == null || failing == null) {
            return dead == null ? failing : dead;
        }
        return dead.isBefore(failing) ? dead : failing;
    }

    private static String key(ChannelHealth health) {
        return Destination.key(health.receiver(), health.channel());
    }
}
