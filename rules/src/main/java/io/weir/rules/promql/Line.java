package io.weir.rules.promql;

/**
 * The least-squares line through a window's samples.
 *
 * @param slope per second
 * @param intercept the value at the time the line is counted from
 */
record Line(double slope, double intercept) {
    /** The line, its seconds counted from {@code originMs}. */
    static Line through(Window window, long originMs) {
        int n = window.size();
        double first = window.first();
        KahanSum sumX = new KahanSum();
        KahanSum sumY = new KahanSum();
        KahanSum sumXy = new KahanSum();
        KahanSum sumXx = new KahanSum();
        boolean constant = true;
        for (int i = 0; i < n; i++) {
            double x = (window.timeMs(i) - originMs) / 1000.0;
            double y = window.value(i);
            constant &= i == 0 || y == first;
            sumX.add(x);
            sumY.add(y);
            sumXy.add(x * y);
            sumXx.add(x * x);
        }
        if (constant) {
            // Sums of infinities are no numbers; a constant line needs none.
            return Double.isInfinite(first) ? new Line(Double.NaN, Double.NaN) : new Line(0, first);
        }
        double covariance = sumXy.exact() - sumX.exact() * sumY.exact() / n;
        double variance = sumXx.exact() - sumX.exact() * sumX.exact() / n;
        double slope = covariance / variance;
        return new Line(slope, sumY.exact() / n - slope * sumX.exact() / n);
    }

    double at(double seconds) {
        return slope * seconds + intercept;
    }
}
