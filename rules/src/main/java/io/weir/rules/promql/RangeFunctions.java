package io.weir.rules.promql;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * Functions of a window of samples; {@link Column#ABSENT} when a window holds too few. A window holds at least one sample.
 * Formulas: <a href="https://prometheus.io/docs/prometheus/2.42/querying/functions/">query functions</a>.
 */
final class RangeFunctions {
    private RangeFunctions() {}

    /** @param atMs the evaluation's time, which predict_linear counts from */
    static double apply(Function function, Window window, double[] parameters, long atMs) {
        return switch (function) {
            case RATE -> Extrapolation.rate(window);
            case INCREASE -> Extrapolation.increase(window);
            case DELTA -> Extrapolation.delta(window);
            case IRATE -> lastChange(window, true);
            case IDELTA -> lastChange(window, false);
            case DERIV ->
                window.size() < 2
                        ? Column.ABSENT
                        : Line.through(window, window.firstMs()).slope();
            case PREDICT_LINEAR ->
                window.size() < 2 ? Column.ABSENT : Line.through(window, atMs).at(parameters[0]);
            case HOLT_WINTERS -> Smoothing.of(window, parameters[0], parameters[1]);
            case CHANGES ->
                count(window, (before, after) -> before != after && !(isNaN(before) && isNaN(after)) ? 1 : 0);
            case RESETS -> count(window, (before, after) -> after < before ? 1 : 0);
            case AVG_OVER_TIME -> average(window);
            case MIN_OVER_TIME -> fold(window, (least, value) -> value < least || isNaN(least) ? value : least);
            case MAX_OVER_TIME -> fold(window, (most, value) -> value > most || isNaN(most) ? value : most);
            case SUM_OVER_TIME -> sum(window);
            case COUNT_OVER_TIME -> window.size();
            case LAST_OVER_TIME -> window.last();
            case STDDEV_OVER_TIME -> Math.sqrt(variance(window));
            case STDVAR_OVER_TIME -> variance(window);
            case QUANTILE_OVER_TIME -> Quantiles.of(parameters[0], values(window));
            case PRESENT_OVER_TIME -> 1;
            default -> throw new IllegalStateException(function.word() + " is no function of a range");
        };
    }

    private static boolean isNaN(double value) {
        return Double.isNaN(value);
    }

    private static double lastChange(Window window, boolean perSecond) {
        int n = window.size();
        if (n < 2) {
            return Column.ABSENT;
        }
        double before = window.value(n - 2);
        double after = window.last();
        long millis = window.lastMs() - window.timeMs(n - 2);
        if (!perSecond) {
            return after - before;
        }
        // After a counter's reset all it shows was counted since.
        double change = after < before ? after : after - before;
        return change / (millis / 1000.0);
    }

    private static double fold(Window window, DoubleBinaryOperator operator) {
        double result = window.first();
        for (int i = 1; i < window.size(); i++) {
            result = operator.applyAsDouble(result, window.value(i));
        }
        return result;
    }

    private static double count(Window window, DoubleBinaryOperator oneOrNone) {
        double count = 0;
        for (int i = 1; i < window.size(); i++) {
            count += oneOrNone.applyAsDouble(window.value(i - 1), window.value(i));
        }
        return count;
    }

    private static double sum(Window window) {
        KahanSum sum = new KahanSum();
        for (int i = 0; i < window.size(); i++) {
            sum.add(window.value(i));
        }
        return sum.total();
    }

    /** The running mean, which cannot overflow where a sum would. */
    private static double average(Window window) {
        KahanSum mean = new KahanSum();
        for (int i = 0; i < window.size(); i++) {
            double value = window.value(i);
            if (Double.isInfinite(mean.sum()) && !Means.movesInfinity(mean.sum(), value)) {
                continue;
            }
            int count = i + 1;
            mean.add(value / count - mean.sum() / count);
        }
        return mean.total();
    }

    /** Welford's method, compensated. */
    private static double variance(Window window) {
        KahanSum mean = new KahanSum();
        KahanSum squares = new KahanSum();
        for (int i = 0; i < window.size(); i++) {
            double delta = window.value(i) - mean.exact();
            mean.add(delta / (i + 1));
            squares.add(delta * (window.value(i) - mean.exact()));
        }
        return squares.exact() / window.size();
    }

    private static double[] values(Window window) {
        double[] values = new double[window.size()];
        Arrays.setAll(values, window::value);
        return values;
    }
}
