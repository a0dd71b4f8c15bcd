package io.weir.rules.notify;

/**
 * One way to reach one place: a webhook, a robot, a mailbox. Implementations shape a message as their place takes it and send it once; waiting,
 * retrying, limits and order are not theirs. Thread-safe.
 */
public interface Channel extends AutoCloseable {
    /**
     * Sends once, within the deadline of its own settings.
     *
     * @return what came of it; a fault of the network or of the other side is a value, never an exception
     */
    Delivery send(Message message) throws InterruptedException;

    @Override
    default void close() {}
}
