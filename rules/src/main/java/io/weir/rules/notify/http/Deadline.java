package io.weir.rules.notify.http;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The moment by which an exchange is over, by {@link System#nanoTime}. */
record Deadline(long nanos) {
    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /**
     * What is left, at least one: a socket takes none for no limit.
     *
     * @throws SocketTimeoutException when nothing is left
     */
    int millisLeft() throws SocketTimeoutException {
        long left = nanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the deadline is over");
        }
        return (int) Math.min(Integer.MAX_VALUE, left / 1_000_000 + 1);
    }

    boolean isOver() {
        return System.nanoTime() - nanos >= 0;
    }
}
