package io.weir.rules.promql;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * Functions of a window of samples; {@link Column#ABSENT} when a window holds too few. A window holds at least one sample.
 * Formulas: <a href="https://prometheus.io/docs/prometheus/2.42/querying/functions/">query functions</a>.
 */
final class RangeFunctions {
    private RangeFunctions() {}

    static double apply(Function function, Window window, double parameter) {
        return switch (function) {
            case RATE -> Extrapolation.rate(window);
            case INCREASE -> Extrapolation.increase(window);
            case DELTA -> Extrapolation.delta(window);
            case IRATE -> lastChange(window, true);
            case IDELTA -> lastChange(window, false);
            case DERIV -> slope(window);
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
            case QUANTILE_OVER_TIME -> Quantiles.of(parameter, values(window));
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

    /** Kahan-Neumaier summation, as Prometheus has it since 2.30. */
    private static double sum(Window window) {
        double sum = 0;
        double lost = 0;
        for (int i = 0; i < window.size(); i++) {
            double value = window.value(i);
            double next = sum + value;
            if (Double.isInfinite(next)) {
                lost = 0;
            } else {
                lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
            }
            sum = next;
        }
        return Double.isInfinite(sum) ? sum : sum + lost;
    }

    private static double average(Window window) {
        double sum = sum(window);
        if (!Double.isInfinite(sum)) {
            return sum / window.size();
        }
        double mean = 0;
        for (int i = 0; i < window.size(); i++) {
            mean = Means.next(mean, window.value(i), i + 1);
        }
        return mean;
    }

    private static double variance(Window window) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < window.size(); i++) {
            double delta = window.value(i) - mean;
            mean += delta / (i + 1);
            squares += delta * (window.value(i) - mean);
        }
        return squares / window.size();
    }

    private static double[] values(Window window) {
        double[] values = new double[window.size()];
        Arrays.setAll(values, window::value);
        return values;
    }

    /** The slope of the least-squares line, per second. */
    private static double slope(Window window) {
        int n = window.size();
        if (n < 2) {
            return Column.ABSENT;
        }
        double sumX = 0;
        double sumY = 0;
        double sumXY = 0;
        double sumXX = 0;
        boolean constant = true;
        for (int i = 0; i < n; i++) {
            double x = (window.timeMs(i) - window.firstMs()) / 1000.0;
            double y = window.value(i);
            constant &= y == window.first();
            sumX += x;
            sumY += y;
            sumXY += x * y;
            sumXX += x * x;
        }
        if (constant) {
            return Double.isInfinite(window.first()) ? Double.NaN : 0;
        }
        return (sumXY - sumX * sumY / n) / (sumXX - sumX * sumX / n);
    }
}
