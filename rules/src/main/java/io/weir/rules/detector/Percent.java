package io.weir.rules.detector;

/** Shares as people read them. */
final class Percent {
    private Percent() {}

    /** {@code 0.987} is {@code 99 %}. */
    static String of(double share) {
        return Math.round(share * 100) + " %";
    }
}
