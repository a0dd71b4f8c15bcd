package io.weir.collector.jobmetrics;

/** How unevenly records are spread. */
final class Skew {
    private Skew() {}

    /**
     * Standard deviation by mean of what each subtask received, the <a
     * href="https://en.wikipedia.org/wiki/Coefficient_of_variation">coefficient of variation</a> of the whole population: 0 when all received
     * the same, the root of n - 1 when one of n received everything. NaN for fewer than two, and when nothing was received.
     */
    static double of(double[] received) {
        if (received.length < 2) {
            return Double.NaN;
        }
        double sum = 0;
        for (double one : received) {
            sum += one;
        }
        double mean = sum / received.length;
        if (!(mean > 0)) {
            return Double.NaN;
        }
        double squares = 0;
        for (double one : received) {
            // Shares of the mean, since the squares of counts would lose digits.
            double off = one / mean - 1;
            squares += off * off;
        }
        return Math.sqrt(squares / received.length);
    }
}
