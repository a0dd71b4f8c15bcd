package io.weir.diagnosis.incident;

/** What a stack trace blames in the end. */
final class RootCause {
    private static final String CAUSED_BY = "Caused by: ";
    private static final int LONGEST = 400;

    private RootCause() {}

    /** The line of the deepest cause, or the first line when nothing caused it; never empty. */
    static String line(String stackTrace) {
        String deepest = "";
        for (String line : stackTrace.split("\n", -1)) {
            String stripped = line.strip();
            if (deepest.isEmpty()) {
                deepest = stripped;
            }
            if (stripped.startsWith(CAUSED_BY)) {
                deepest = stripped.substring(CAUSED_BY.length());
            }
        }
        if (deepest.isEmpty()) {
            return "an exception without text";
        }
        return deepest.length() > LONGEST ? deepest.substring(0, LONGEST) + "…" : deepest;
    }
}
