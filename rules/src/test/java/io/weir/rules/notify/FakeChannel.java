package io.weir.rules.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A channel that keeps what it is sent and answers as it is told. */
final class FakeChannel implements ChannelConfig {
    /** A message, and when it came. */
    record Sent(Instant at, Message message) {}

    final List<Sent> sent = new ArrayList<>();
    boolean wantsEnds = true;

    @Nullable
    ChannelLimit limit;

    boolean takesAll;

    @Nullable
    Duration forgetsAfter;

    Duration giveUpAfter = Duration.ofHours(1);
    Function<Message, Delivery> answer = message -> new Delivery.Delivered("");

    @Override
    public String kind() {
        return "fake";
    }

    @Override
    public boolean sendResolved() {
        return wantsEnds;
    }

    @Override
    public @Nullable ChannelLimit limit() {
        return limit;
    }

    @Override
    public boolean takesAll() {
        return takesAll;
    }

    @Override
    public @Nullable Duration forgetsAfter() {
        return forgetsAfter;
    }

    @Override
    public Duration giveUpAfter() {
        return giveUpAfter;
    }

    @Override
    public Channel open(ChannelTools tools) {
        return message -> {
            synchronized (this) {
                Delivery delivery = answer.apply(message);
                if (delivery instanceof Delivery.Delivered) {
                    sent.add(new Sent(tools.clock().instant(), message));
                }
                return delivery;
            }
        };
    }
}
