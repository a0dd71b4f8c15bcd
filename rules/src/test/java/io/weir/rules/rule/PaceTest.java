package io.weir.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void rulesTakeAFiftiethOfAProcessor() {
        assertThat(pace.restAfter(millis(2))).isEqualTo(millis(98));
    }

    @Test
    void aCheapLookHasNoRestWorthTheName() {
        assertThat(pace.restAfter(0)).isZero();
        assertThat(pace.restAfter(1_000)).isLessThan(millis(1));
    }

    @Test
    void oneDearLookAmongCheapOnesDoesNotSlowThemDown() {
        pace.restAfter(millis(1));
        assertThat(pace.restAfter(millis(400))).isEqualTo(millis(49));
    }

    @Test
    void looksThatStayDearAreTakenSeldomButNeverNever() {
        long rest = 0;
        for (int i = 0; i < 10; i++) {
            rest = pace.restAfter(millis(100));
        }
        assertThat(rest).isEqualTo(millis(4_900));
        for (int i = 0; i < 10; i++) {
            rest = pace.restAfter(millis(5_000));
        }
        assertThat(rest).isEqualTo(TimeUnit.SECONDS.toNanos(10));
    }

    private static long millis(long count) {
        return TimeUnit.MILLISECONDS.toNanos(count);
    }
}
