package io.weir.collector.head;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that starts with the time of day and then advances with the monotonic clock, so that a time of day that is set an hour
 * ahead or back neither drops samples nor lets every {@code for:} run out at once. It never stands still or goes back. A difference to
 * the time of day is made up slowly: time passes at most {@value #SLEW_PERCENT} % faster or slower. Thread-safe.
 */
public final class SteadyClock extends Clock {
    /** An hour's jump is made up within a day, and a rate measured meanwhile is wrong by no more than this. */
    static final int SLEW_PERCENT = 5;

    private static final Logger log = LoggerFactory.getLogger(SteadyClock.class);
    private static final long NANOS_PER_MS = 1_000_000;

    /** Below this the time of day is followed at once, forwards only. */
    private static final long FOLLOWED_MS = 50;

    private static final long JUMP_MS = 2_000;

    private final LongSupplier wallMs;
    private final LongSupplier monotonicNanos;
    private final ZoneId zone;
    private long steadyNanos;
    private long readNanos;
    private boolean apart;

    /** A clock on the system's. */
    public SteadyClock() {
        this(System::currentTimeMillis, System::nanoTime, ZoneOffset.UTC);
    }

    SteadyClock(LongSupplier wallMs, LongSupplier monotonicNanos, ZoneId zone) {
        this.wallMs = wallMs;
        this.monotonicNanos = monotonicNanos;
        this.zone = zone;
        this.steadyNanos = wallMs.getAsLong() * NANOS_PER_MS;
        this.readNanos = monotonicNanos.getAsLong();
    }

    /** Goes on from a time that was told before a restart, when that is later than this clock. */
    public synchronized void atLeast(long timeMs) {
        long now = millis();
        if (timeMs > now) {
            long ahead = timeMs - now;
            log.warn(
                    "the time of day is {} s behind the newest sample; Weir's own time goes on from there",
                    ahead / 1000);
            steadyNanos += (ahead + 1) * NANOS_PER_MS;
        }
    }

    /** How far this clock is ahead of the time of day; negative when it is behind. */
    public synchronized long aheadMs() {
        return millis() - wallMs.getAsLong();
    }

    @Override
    public synchronized long millis() {
        long now = monotonicNanos.getAsLong();
        long passed = Math.max(0, now - readNanos);
        readNanos = now;
        long behind = wallMs.getAsLong() * NANOS_PER_MS - (steadyNanos + passed);
        long most = passed * SLEW_PERCENT / 100;
        // Differences of a few milliseconds are the two clocks' rounding and drift.
        long made =
                behind > 0 && behind < FOLLOWED_MS * NANOS_PER_MS ? behind : Math.max(-most, Math.min(most, behind));
        steadyNanos += passed + made;
        tell((behind - made) / NANOS_PER_MS);
        return steadyNanos / NANOS_PER_MS;
    }

    private void tell(long behindMs) {
        boolean now = Math.abs(behindMs) > JUMP_MS;
        if (now != apart) {
            apart = now;
            if (now) {
                log.warn(
                        "the time of day jumped by {} s; Weir's time goes on steadily and makes that up at {} %",
                        behindMs / 1000, SLEW_PERCENT);
            } else {
                log.info("Weir's time is the time of day again");
            }
        }
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return other.equals(zone) ? this : new Zoned(this, other);
    }

    /** The same time for another zone. */
    private static final class Zoned extends Clock {
        private final SteadyClock clock;
        private final ZoneId zone;

        Zoned(SteadyClock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Zoned(clock, other);
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }
    }
}
