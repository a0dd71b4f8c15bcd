package io.weir.demo.jobs;

import java.util.concurrent.TimeUnit;

/** Lets something happen now and then: at most once in each interval, first after one interval. One thread. */
final class Pace {
    private final long intervalNanos;
    private long lastNanos = System.nanoTime();

    Pace(long intervalSeconds) {
        intervalNanos = TimeUnit.SECONDS.toNanos(intervalSeconds);
    }

    boolean isDue() {
        long now = System.nanoTime();
        if (now - lastNanos < intervalNanos) {
            return false;
        }
        lastNanos = now;
        return true;
    }
}
