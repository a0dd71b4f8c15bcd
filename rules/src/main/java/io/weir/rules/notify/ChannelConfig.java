package io.weir.rules.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of a channel. Implementations are records in the package of their kind, such as {@code notify.dingtalk}, and check themselves. */
public interface ChannelConfig {
    /** Its kind, as the config and the API name it, such as {@code webhook} or {@code dingtalk}. */
    String kind();

    /** Where it leads, for a person: a host or mailboxes, never a token. */
    default String address() {
        return "";
    }

    /** Whether it hears of the end of what it was told of. */
    boolean sendResolved();

    /** How many messages its place takes; null when there is no limit. */
    default @Nullable ChannelLimit limit() {
        return null;
    }

    /** Whether a message that is too long is sent as several that leave nothing out: the place is another program and not a person. */
    default boolean takesAll() {
        return false;
    }

    /** How long its place believes that an event goes on without being told again; null when it believes so until it hears of the end. */
    default @Nullable Duration forgetsAfter() {
        return null;
    }

    /** How long a message is retried before it goes to the dead letters. */
    default Duration giveUpAfter() {
        return Duration.ofHours(1);
    }

    Channel open(ChannelTools tools);
}
