package io.weir.collector.history;

/**
 * Places at which a test may kill the process as kill -9 would: {@code -Dweir.failpoint=history.before-commit} halts there, without any
 * hook or finally being run. Without the property they cost a comparison.
 */
final class FailPoint {
    private static final String CHOSEN = System.getProperty("weir.failpoint", "");

    private FailPoint() {}

    static void here(String name) {
        if (CHOSEN.equals(name)) {
            Runtime.getRuntime().halt(137);
        }
    }
}
