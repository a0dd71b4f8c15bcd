package io.weir.rules.promql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The aggregation operators. */
enum Aggregator {
    SUM(false),
    AVG(false),
    MIN(false),
    MAX(false),
    COUNT(false),
    GROUP(false),
    STDDEV(false),
    STDVAR(false),
    QUANTILE(true),
    TOPK(true),
    BOTTOMK(true),
    COUNT_VALUES(true);

    private final boolean takesParameter;

    Aggregator(boolean takesParameter) {
        this.takesParameter = takesParameter;
    }

    static @Nullable Aggregator of(String word) {
        for (Aggregator aggregator : values()) {
            if (aggregator.word().equalsIgnoreCase(word)) {
                return aggregator;
            }
        }
        return null;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean takesParameter() {
        return takesParameter;
    }

    ValueType parameterType() {
        return this == COUNT_VALUES ? ValueType.STRING : ValueType.SCALAR;
    }
}
