package io.weir.rules.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to send. */
public sealed interface Delivery {
    /**
     * The receiver took it.
     *
     * @param answer what it said, cut to a line; empty when it said nothing
     */
    record Delivered(String answer) implements Delivery {}

    /**
     * It may work later.
     *
     * @param after how long the receiver asked to wait; null when it said nothing
     */
    record Retry(String cause, @Nullable Duration after) implements Delivery {}

    /** The receiver refused it, and would again. */
    record Refused(String cause) implements Delivery {}
}
