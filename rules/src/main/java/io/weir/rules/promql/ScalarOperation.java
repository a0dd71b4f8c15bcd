package io.weir.rules.promql;

import io.weir.collector.metric.Labels;
import java.util.ArrayList;
import java.util.List;

/** A binary operation of a vector and a scalar. */
final class ScalarOperation {
    private ScalarOperation() {}

    static List<Column> apply(Expr.Binary binary, List<Column> vector, double[] scalar, boolean scalarIsLeft) {
        Operator operator = binary.operator();
        List<Column> result = new ArrayList<>(vector.size());
        for (Column column : vector) {
            Column computed = Column.empty(column.labels(), scalar.length);
            for (int step = 0; step < scalar.length; step++) {
                if (column.has(step)) {
                    double element = column.values()[step];
                    double outcome = scalarIsLeft
                            ? operator.apply(scalar[step], element)
                            : operator.apply(element, scalar[step]);
                    if (!operator.isComparison() || binary.bool()) {
                        computed.values()[step] = outcome;
                    } else if (outcome == 1) {
                        // A filter keeps the vector's value, on whichever side the vector is.
                        computed.values()[step] = element;
                    }
                }
            }
            if (computed.hasAny()) {
                result.add(computed);
            }
        }
        boolean keepsName = !operator.dropsName() && !binary.bool();
        return keepsName ? result : Column.relabel(result, Labels::withoutName);
    }
}
