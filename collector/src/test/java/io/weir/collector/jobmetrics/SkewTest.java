package io.weir.collector.jobmetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What is true of skew whatever the subtasks received. */
final class SkewTest {
    private static double skew(List<Long> received) {
        return Skew.of(received.stream().mapToDouble(Long::doubleValue).toArray());
    }

    @Property
    void liesBetweenNothingAndTheRootOfOneLessThanTheSubtasks(
            @ForAll @Size(min = 2, max = 200) List<@LongRange(min = 0, max = 1L << 50) Long> received) {
        double skew = skew(received);
        if (received.stream().allMatch(one -> one == 0)) {
            assertThat(skew).isNaN();
        } else {
            assertThat(skew).isBetween(0.0, Math.sqrt(received.size() - 1) + 1e-9);
        }
    }

    @Property
    void dependsNeitherOnTheOrderNorOnHowLongWasCounted(
            @ForAll @Size(min = 2, max = 50) List<@LongRange(min = 1, max = 1L << 40) Long> received,
            @ForAll @IntRange(min = 2, max = 1000) int times,
            @ForAll long seed) {
        List<Long> shuffled = new ArrayList<>(received);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(skew(shuffled)).isCloseTo(skew(received), within(1e-9));
        double[] longer =
                received.stream().mapToDouble(one -> (double) one * times).toArray();
        assertThat(Skew.of(longer)).isCloseTo(skew(received), within(1e-9));
    }

    @Property
    void equalSharesAreNoSkewAndOneThatGetsAllIsTheMost(
            @ForAll @IntRange(min = 2, max = 500) int subtasks,
            @ForAll @LongRange(min = 1, max = 1L << 52) long count) {
        double[] equal = new double[subtasks];
        Arrays.fill(equal, count);
        assertThat(Skew.of(equal)).isCloseTo(0, within(1e-9));
        double[] one = new double[subtasks];
        one[subtasks / 2] = count;
        assertThat(Skew.of(one)).isCloseTo(Math.sqrt(subtasks - 1), within(1e-9));
    }

    /** The textbook's way: root of the mean of squares less the square of the mean. */
    @Property
    void isTheCoefficientOfVariation(
            @ForAll @Size(min = 2, max = 30) List<@LongRange(min = 1, max = 1_000_000) Long> received) {
        double n = received.size();
        double mean = received.stream().mapToLong(Long::longValue).sum() / n;
        double squares =
                received.stream().mapToDouble(one -> (double) one * one).sum() / n;
        double expected = Math.sqrt(Math.max(0, squares - mean * mean)) / mean;
        assertThat(skew(received)).isCloseTo(expected, within(1e-6));
    }

    @Property
    void oneSubtaskIsNotSkewed(@ForAll @LongRange(min = 0) long count) {
        assertThat(Skew.of(new double[] {count})).isNaN();
        assertThat(Skew.of(new double[0])).isNaN();
    }
}
