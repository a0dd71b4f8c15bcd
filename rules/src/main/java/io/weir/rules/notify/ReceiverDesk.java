package io.weir.rules.notify;

import io.weir.collector.metric.SelfMetric;
import io.weir.rules.event.Event;
import io.weir.rules.event.EventState;
import io.weir.rules.event.Severity;
import io.weir.rules.event.Subject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is known of receivers, and messages that are sent to them to see whether they arrive. Thread-safe. */
public final class ReceiverDesk {
    /** How many notifications are looked at for the last one that each channel took. */
    private static final int LOOKED_AT = 1000;

    private static final String PENDING = "weir_notifications_pending";

    private final List<Receiver> receivers;
    private final Notifications notifications;
    private final URI externalUrl;
    private final Clock clock;

    /** A test may hang for as long as its channel's deadline, and holds up a thread of the API. */
    private final Semaphore tests = new Semaphore(2);

    /**
     * A desk for receivers.
     *
     * @param externalUrl Weir's own URL, for links
     */
    public ReceiverDesk(List<Receiver> receivers, Notifications notifications, URI externalUrl, Clock clock) {
        this.receivers = List.copyOf(receivers);
        this.notifications = notifications;
        this.externalUrl = externalUrl;
        this.clock = clock;
    }

    /** Every receiver, as the config has them. */
    public List<ReceiverStatus> all() {
        List<ChannelHealth> health = notifications.health();
        List<Notification> newest = notifications.newest(LOOKED_AT);
        List<SelfMetric> metrics = notifications.selfMetrics();
        return receivers.stream()
                .map(receiver -> new ReceiverStatus(
                        receiver.name(),
                        IntStream.range(0, receiver.channels().size())
                                .mapToObj(i -> status(receiver, i, health, newest, metrics))
                                .toList()))
                .toList();
    }

    private static ChannelStatus status(
            Receiver receiver,
            int index,
            List<ChannelHealth> health,
            List<Notification> newest,
            List<SelfMetric> metrics) {
        ChannelConfig config = receiver.channels().get(index);
        String channel = channel(config, index);
        Optional<ChannelHealth> own = health.stream()
                .filter(one ->
                        one.receiver().equals(receiver.name()) && one.channel().equals(channel))
                .findFirst();
        @Nullable
        Instant sentAt = newest.stream()
                .filter(one ->
                        one.receiver().equals(receiver.name()) && one.channel().equals(channel) && one.sentAt() != null)
                .map(Notification::sentAt)
                .findFirst()
                .orElse(null);
        double pending = metrics.stream()
                .filter(metric -> metric.name().equals(PENDING)
                        && Objects.equals(metric.labels().get("receiver"), receiver.name())
                        && Objects.equals(metric.labels().get("channel"), channel))
                .mapToDouble(SelfMetric::value)
                .sum();
        return new ChannelStatus(
                channel,
                config.kind(),
                config.address(),
                config.sendResolved(),
                config.limit(),
                config.giveUpAfter(),
                (long) pending,
                sentAt,
                own.map(ChannelHealth::failingSince).orElse(null),
                own.map(ChannelHealth::failures).orElse(0),
                own.map(ChannelHealth::lastError).orElse(null));
    }

    private static String channel(ChannelConfig config, int index) {
        return config.kind() + "-" + index;
    }

    /**
     * Sends a test through every channel of a receiver, at once and once: past the queue, its limits and its retries. Channels that are told of
     * the end are told that the test is over, so that nothing stays open where the test went.
     *
     * @return what each said; empty when there is no such receiver
     * @throws TooManyTestsException when others are being tested
     */
    public Optional<List<ChannelAnswer>> test(String name) throws InterruptedException, TooManyTestsException {
        Optional<Receiver> receiver =
                receivers.stream().filter(one -> one.name().equals(name)).findFirst();
        if (receiver.isEmpty()) {
            return Optional.empty();
        }
        if (!tests.tryAcquire()) {
            throw new TooManyTestsException();
        }
        try {
            List<ChannelAnswer> answers = new ArrayList<>();
            List<ChannelConfig> channels = receiver.get().channels();
            for (int i = 0; i < channels.size(); i++) {
                answers.add(test(name, channels.get(i), i));
            }
            return Optional.of(answers);
        } finally {
            tests.release();
        }
    }

    private ChannelAnswer test(String receiver, ChannelConfig config, int index) throws InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Event event = event(now);
        Delivery delivery;
        try (Channel channel = config.open(new ChannelTools(clock))) {
            delivery = channel.send(message(receiver, event));
            if (delivery instanceof Delivery.Delivered) {
                notifications.arrived(receiver, channel(config, index));
            }
            if (delivery instanceof Delivery.Delivered && config.sendResolved()) {
                channel.send(message(receiver, event.resolved(now.plusMillis(1), "the test is over")));
            }
        }
        return new ChannelAnswer(channel(config, index), config.kind(), config.address(), delivery);
    }

    private Message message(String receiver, Event event) {
        return new Message(
                UUID.randomUUID().toString(),
                receiver,
                "{}:{alertname=\"WeirTest\"}",
                Map.of("alertname", "WeirTest"),
                List.of(event),
                0,
                null,
                externalUrl,
                Map.of());
    }

    private static Event event(Instant now) {
        return new Event(
                "test-" + Long.toString(now.toEpochMilli(), 36),
                "0000000000000000",
                "WeirTest",
                Severity.INFO,
                EventState.FIRING,
                new Subject("weir", null, null, null, null, null),
                "A test of Weir: this receiver works",
                Map.of("alertname", "WeirTest", "severity", "info", "cluster", "weir"),
                Map.of(
                        "summary_zh", "Weir 测试消息：该接收方工作正常",
                        "description", "Somebody pressed \"send a test\".",
                        "description_zh", "有人点击了“发送测试”。",
                        "advice", "Nothing has to be done.",
                        "advice_zh", "无需处理。"),
                Double.NaN,
                now,
                now,
                null,
                null);
    }
}
