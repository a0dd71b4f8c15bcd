package io.weir.rules.promql;

/**
 * Neumaier's improvement of <a href="https://en.wikipedia.org/wiki/Kahan_summation_algorithm">Kahan's summation</a>, which
 * Prometheus' functions over time use: what rounding loses is summed apart.
 */
final class KahanSum {
    private double sum;
    private double lost;

    void add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    /** The sum without what rounding lost. */
    double sum() {
        return sum;
    }

    /** The sum with what rounding lost. */
    double exact() {
        return sum + lost;
    }

    /** The exact sum, or the plain one when that is infinite: what is lost is no number then. */
    double total() {
        return Double.isInfinite(sum) ? sum : exact();
    }
}
