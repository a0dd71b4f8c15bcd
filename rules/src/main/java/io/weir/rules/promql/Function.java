package io.weir.rules.promql;

import static io.weir.rules.promql.ValueType.MATRIX;
import static io.weir.rules.promql.ValueType.SCALAR;
import static io.weir.rules.promql.ValueType.STRING;
import static io.weir.rules.promql.ValueType.VECTOR;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions Weir evaluates. See <a href="https://prometheus.io/docs/prometheus/2.42/querying/functions/">query
 * functions</a>.
 */
enum Function {
    ABS(VECTOR, VECTOR),
    CEIL(VECTOR, VECTOR),
    FLOOR(VECTOR, VECTOR),
    EXP(VECTOR, VECTOR),
    LN(VECTOR, VECTOR),
    LOG2(VECTOR, VECTOR),
    LOG10(VECTOR, VECTOR),
    SQRT(VECTOR, VECTOR),
    SGN(VECTOR, VECTOR),
    ROUND(VECTOR, 1, VECTOR, SCALAR),
    CLAMP(VECTOR, VECTOR, SCALAR, SCALAR),
    CLAMP_MIN(VECTOR, VECTOR, SCALAR),
    CLAMP_MAX(VECTOR, VECTOR, SCALAR),

    RATE(VECTOR, MATRIX),
    IRATE(VECTOR, MATRIX),
    INCREASE(VECTOR, MATRIX),
    DELTA(VECTOR, MATRIX),
    IDELTA(VECTOR, MATRIX),
    DERIV(VECTOR, MATRIX),
    CHANGES(VECTOR, MATRIX),
    RESETS(VECTOR, MATRIX),
    AVG_OVER_TIME(VECTOR, MATRIX),
    MIN_OVER_TIME(VECTOR, MATRIX),
    MAX_OVER_TIME(VECTOR, MATRIX),
    SUM_OVER_TIME(VECTOR, MATRIX),
    COUNT_OVER_TIME(VECTOR, MATRIX),
    LAST_OVER_TIME(VECTOR, MATRIX),
    STDDEV_OVER_TIME(VECTOR, MATRIX),
    STDVAR_OVER_TIME(VECTOR, MATRIX),
    QUANTILE_OVER_TIME(VECTOR, SCALAR, MATRIX),
    PRESENT_OVER_TIME(VECTOR, MATRIX),

    SCALAR_OF("scalar", SCALAR, 0, VECTOR),
    VECTOR_OF("vector", VECTOR, 0, SCALAR),
    TIME("time", SCALAR, 0),
    TIMESTAMP(VECTOR, VECTOR),
    ABSENT(VECTOR, VECTOR),
    ABSENT_OVER_TIME(VECTOR, MATRIX),
    SORT(VECTOR, VECTOR),
    SORT_DESC(VECTOR, VECTOR),
    LABEL_REPLACE(VECTOR, VECTOR, STRING, STRING, STRING, STRING),
    HISTOGRAM_QUANTILE(VECTOR, SCALAR, VECTOR);

    /** Prometheus 2.42 has these and Weir not, so the error can say so. */
    static final Set<String> KNOWN_ELSEWHERE = Set.of(
            "acos",
            "acosh",
            "asin",
            "asinh",
            "atan",
            "atanh",
            "cos",
            "cosh",
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "days_in_month",
            "deg",
            "histogram_count",
            "histogram_fraction",
            "histogram_sum",
            "holt_winters",
            "hour",
            "label_join",
            "minute",
            "month",
            "pi",
            "predict_linear",
            "rad",
            "sin",
            "sinh",
            "tan",
            "tanh",
            "year");

    private final String word;
    private final ValueType returns;
    private final int optional;
    private final List<ValueType> parameters;

    Function(ValueType returns, ValueType... parameters) {
        this(returns, 0, parameters);
    }

    Function(ValueType returns, int optional, ValueType... parameters) {
        this.word = name().toLowerCase(Locale.ROOT);
        this.returns = returns;
        this.optional = optional;
        this.parameters = List.of(parameters);
    }

    Function(String word, ValueType returns, int optional, ValueType... parameters) {
        this.word = word;
        this.returns = returns;
        this.optional = optional;
        this.parameters = List.of(parameters);
    }

    static @Nullable Function of(String word) {
        for (Function function : values()) {
            if (function.word.equals(word)) {
                return function;
            }
        }
        return null;
    }

    /** As written in PromQL. */
    String word() {
        return word;
    }

    ValueType returns() {
        return returns;
    }

    List<ValueType> parameters() {
        return parameters;
    }

    int leastArguments() {
        return parameters.size() - optional;
    }

    /** True for the functions of a range vector's samples. */
    boolean overRange() {
        return parameters.contains(MATRIX);
    }
}
