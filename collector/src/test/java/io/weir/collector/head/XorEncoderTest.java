package io.weir.collector.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.Sample;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class XorEncoderTest {
    @Property(tries = 500)
    void everyDoubleComesBackWithItsVeryBits(@ForAll("columns") double[] values) {
        double[] decoded = decode(encode(values), values.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(Double.doubleToRawLongBits(decoded[i])).isEqualTo(Double.doubleToRawLongBits(values[i]));
        }
    }

    @Provide
    Arbitrary<double[]> columns() {
        Arbitrary<Double> value = Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.integers().between(0, 50).map(Integer::doubleValue),
                Arbitraries.longs().map(Double::longBitsToDouble),
                Arbitraries.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Sample.STALE, Double.MIN_VALUE));
        return value.array(double[].class).ofMinSize(1).ofMaxSize(TimeSegment.SLOTS);
    }

    @Example
    void aValueThatDoesNotChangeCostsOneBit() {
        double[] values = new double[TimeSegment.SLOTS];
        java.util.Arrays.fill(values, 8.3851264E7);
        assertThat(encode(values)).hasSizeLessThanOrEqualTo(8 + (TimeSegment.SLOTS - 1 + 7) / 8);
    }

    private static byte[] encode(double[] values) {
        XorEncoder encoder = new XorEncoder();
        byte[] bits = new byte[24];
        for (int i = 0; i < values.length; i++) {
            bits = encoder.append(bits, i == 0, values[i]);
        }
        return encoder.trimmed(bits);
    }

    private static double[] decode(byte[] bits, int count) {
        double[] decoded = new double[count];
        XorEncoder.decode(bits, count, decoded);
        return decoded;
    }
}
