package io.weir.collector.head;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.collector.metric.Sample;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class PackedColumnsTest {
    @Property(tries = 500)
    void everyDoubleComesBackWithItsVeryBits(
            @ForAll("tables") List<double[]> table, @ForAll @IntRange(max = Block.SLOTS - 1) int first) {
        int from = Math.min(first, table.size() - 1);
        int width = table.get(0).length;
        double[] rows = new double[width * table.size()];
        for (int slot = 0; slot < table.size(); slot++) {
            System.arraycopy(table.get(slot), 0, rows, slot * width, width);
        }
        PackedColumns packed = PackedColumns.of(rows, width, table.size());
        double[] decoded = new double[Block.SLOTS + 3];
        for (int column = 0; column < width; column++) {
            packed.decode(column, from, table.size(), decoded, 3);
            for (int slot = from; slot < table.size(); slot++) {
                assertThat(Double.doubleToRawLongBits(decoded[3 + slot - from]))
                        .isEqualTo(Double.doubleToRawLongBits(table.get(slot)[column]));
            }
        }
    }

    @Provide
    Arbitrary<List<double[]>> tables() {
        Arbitrary<Double> value = Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.integers().between(0, 50).map(Integer::doubleValue),
                Arbitraries.longs().map(Double::longBitsToDouble),
                Arbitraries.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Sample.STALE, Double.MIN_VALUE));
        return Arbitraries.integers().between(1, 9).flatMap(width -> value.array(double[].class)
                .ofSize(width)
                .list()
                .ofMinSize(1)
                .ofMaxSize(Block.SLOTS));
    }

    @Example
    void aColumnThatStandsStillCostsItsOneValue() {
        double[] rows = new double[Block.SLOTS * 1000];
        Arrays.fill(rows, 8.3851264E7);
        assertThat(PackedColumns.of(rows, 1000, Block.SLOTS).bytes()).isLessThan(1000 * 12 + 100);
    }
}
