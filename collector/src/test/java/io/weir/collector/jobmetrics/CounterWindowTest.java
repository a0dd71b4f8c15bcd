package io.weir.collector.jobmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class CounterWindowTest {
    private final CounterWindow window = new CounterWindow();

    @Example
    void oneReadingIsNoRate() {
        window.add(0, 1_000, 50);
        assertThat(window.perSecond()).isNaN();
        assertThat(window.increase()).isNaN();
        window.add(0, 1_000, 60);
        assertThat(window.perSecond()).as("the same moment again").isNaN();
    }

    @Example
    void counterThatFallsCountsFromNothing() {
        window.add(0, 0, 100);
        window.add(0, 10_000, 200);
        window.add(0, 20_000, 30);
        assertThat(window.increase()).isEqualTo(130);
        assertThat(window.perSecond()).isEqualTo(6.5);
    }

    @Example
    void anotherAttemptBeginsAnew() {
        window.add(0, 0, 100);
        window.add(0, 10_000, 200);
        window.add(1, 20_000, 5_000);
        assertThat(window.perSecond()).isNaN();
        window.add(1, 30_000, 5_010);
        assertThat(window.perSecond()).isEqualTo(1);
    }

    @Example
    void timeBeforeALongGapIsNotCounted() {
        window.add(0, 0, 0);
        window.add(0, 10_000, 1_000);
        window.add(0, 10_001 + CounterWindow.GAP_MS, 2_000);
        assertThat(window.perSecond()).isNaN();
    }

    @Example
    void whatGrewBeforeTheLastMinuteIsForgotten() {
        for (int second = 0; second <= 100; second++) {
            window.add(0, second * 1000L, second * 1000.0);
        }
        for (int second = 101; second <= 200; second++) {
            window.add(0, second * 1000L, 100_000);
        }
        assertThat(window.perSecond()).isZero();
    }

    /** A steady counter, read however often, shows its rate, of at least the last minute and not much more. */
    @Property
    void steadyCounterShowsItsRate(
            @ForAll @Size(min = 2, max = 300) List<@IntRange(min = 1, max = 60_000) Integer> pauses,
            @ForAll @IntRange(min = 0, max = 1_000_000) int perSecond) {
        CounterWindow steady = new CounterWindow();
        long time = 1_795_000_000_000L;
        double count = 17;
        steady.add(0, time, count);
        for (int pause : pauses) {
            time += pause;
            count += perSecond * (pause / 1000.0);
            steady.add(0, time, count);
        }
        assertThat(steady.perSecond()).isCloseTo(perSecond, within(perSecond * 1e-6 + 1e-3));
    }
}
