package io.weir.rules.promql;

import static io.weir.rules.promql.ValueType.MATRIX;
import static io.weir.rules.promql.ValueType.SCALAR;
import static io.weir.rules.promql.ValueType.STRING;
import static io.weir.rules.promql.ValueType.VECTOR;

import java.util.List;
import java.util.Locale;
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
    SIN(VECTOR, VECTOR),
    COS(VECTOR, VECTOR),
    TAN(VECTOR, VECTOR),
    ASIN(VECTOR, VECTOR),
    ACOS(VECTOR, VECTOR),
    ATAN(VECTOR, VECTOR),
    SINH(VECTOR, VECTOR),
    COSH(VECTOR, VECTOR),
    TANH(VECTOR, VECTOR),
    ASINH(VECTOR, VECTOR),
    ACOSH(VECTOR, VECTOR),
    ATANH(VECTOR, VECTOR),
    RAD(VECTOR, VECTOR),
    DEG(VECTOR, VECTOR),
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
    PREDICT_LINEAR(VECTOR, MATRIX, SCALAR),
    HOLT_WINTERS(VECTOR, MATRIX, SCALAR, SCALAR),

    MINUTE(VECTOR, 1, VECTOR),
    HOUR(VECTOR, 1, VECTOR),
    DAY_OF_WEEK(VECTOR, 1, VECTOR),
    DAY_OF_MONTH(VECTOR, 1, VECTOR),
    DAY_OF_YEAR(VECTOR, 1, VECTOR),
    DAYS_IN_MONTH(VECTOR, 1, VECTOR),
    MONTH(VECTOR, 1, VECTOR),
    YEAR(VECTOR, 1, VECTOR),

    SCALAR_OF("scalar", SCALAR, 0, VECTOR),
    VECTOR_OF("vector", VECTOR, 0, SCALAR),
    TIME("time", SCALAR, 0),
    PI("pi", SCALAR, 0),
    TIMESTAMP(VECTOR, VECTOR),
    ABSENT(VECTOR, VECTOR),
    ABSENT_OVER_TIME(VECTOR, MATRIX),
    SORT(VECTOR, VECTOR),
    SORT_DESC(VECTOR, VECTOR),
    LABEL_REPLACE(VECTOR, VECTOR, STRING, STRING, STRING, STRING),
    LABEL_JOIN(VECTOR, -1, VECTOR, STRING, STRING, STRING),
    HISTOGRAM_QUANTILE(VECTOR, SCALAR, VECTOR),

    /** These work on native histograms alone, which Weir does not keep. They parse, so that rule files load. */
    HISTOGRAM_COUNT(VECTOR, VECTOR),
    HISTOGRAM_SUM(VECTOR, VECTOR),
    HISTOGRAM_FRACTION(VECTOR, SCALAR, SCALAR, VECTOR);

    /** Means that the last parameter may be given any number of times, also never. */
    private static final int ANY = -1;

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

    /** A suggestion for a misspelt name: the function that shares its longest beginning, or nothing. */
    static String nearest(String word) {
        String nearest = "";
        int most = 2;
        for (Function function : values()) {
            int same = 0;
            while (same < Math.min(word.length(), function.word.length())
                    && word.charAt(same) == function.word.charAt(same)) {
                same++;
            }
            if (same > most) {
                most = same;
                nearest = "; did you mean " + function.word + "?";
            }
        }
        return nearest;
    }

    /** As written in PromQL. */
    String word() {
        return word;
    }

    ValueType returns() {
        return returns;
    }

    /** The type of the {@code i}-th argument; the last parameter's stands for all after it. */
    ValueType parameter(int i) {
        return parameters.get(Math.min(i, parameters.size() - 1));
    }

    int leastArguments() {
        return parameters.size() - (optional == ANY ? 1 : optional);
    }

    int mostArguments() {
        return optional == ANY ? Integer.MAX_VALUE : parameters.size();
    }

    /** True for the functions of a range vector's samples. */
    boolean overRange() {
        return parameters.contains(MATRIX);
    }
}
