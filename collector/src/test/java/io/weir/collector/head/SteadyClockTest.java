package io.weir.collector.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {
    private static final long START = 1_795_000_000_000L;
    private static final long HOUR_MS = 3_600_000;

    private final AtomicLong wall = new AtomicLong(START);
    private final AtomicLong monotonic = new AtomicLong(-5_000_000_000L);
    private final SteadyClock clock = new SteadyClock(wall::get, monotonic::get, ZoneOffset.UTC);

    @Test
    void itIsTheTimeOfDayWhileNobodySetsThat() {
        pass(Duration.ofDays(3));
        assertThat(clock.millis()).isEqualTo(wall.get());
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR_MS, -HOUR_MS})
    void aJumpOfTheTimeOfDayIsMadeUpSlowly(long jump) {
        wall.addAndGet(jump);
        long before = clock.millis();
        pass(Duration.ofMinutes(10));
        long passed = clock.millis() - before;
        assertThat(passed).isBetween(570_000L, 630_000L);
        pass(Duration.ofHours(24));
        assertThat(clock.aheadMs()).isBetween(-50L, 50L);
    }

    @Test
    void itNeverGoesBack() {
        long last = clock.millis();
        for (int i = 0; i < 1000; i++) {
            wall.addAndGet(i % 7 == 0 ? -HOUR_MS : HOUR_MS / 6);
            monotonic.addAndGet(i * 1000L);
            assertThat(clock.millis()).isGreaterThanOrEqualTo(last);
            last = clock.millis();
        }
    }

    @Test
    void itGoesOnFromTheNewestSampleOfTheRunBefore() {
        clock.atLeast(Long.MIN_VALUE);
        assertThat(clock.millis()).isEqualTo(START);
        clock.atLeast(START - HOUR_MS);
        assertThat(clock.millis()).isEqualTo(START);
        clock.atLeast(START + HOUR_MS);
        assertThat(clock.millis()).isGreaterThan(START + HOUR_MS);
    }

    private void pass(Duration time) {
        for (long left = time.toSeconds(); left > 0; left--) {
            wall.addAndGet(1000);
            monotonic.addAndGet(1_000_000_000L);
            clock.millis();
        }
    }
}
