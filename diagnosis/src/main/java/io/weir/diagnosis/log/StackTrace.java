package io.weir.diagnosis.log;

/** Knows the lines that {@link Throwable#printStackTrace()} writes after its first. */
final class StackTrace {
    private static final String[] AFTER_BLANK = {"at ", "... ", "Caused by: ", "Suppressed: ", "- locked ", "- waiting "
    };

    private StackTrace() {}

    static boolean continues(byte[] bytes, int from, int to) {
        int position = from;
        while (position < to && (bytes[position] == ' ' || bytes[position] == '\t')) {
            position++;
        }
        if (position == from) {
            return startsWith(bytes, from, to, "Caused by: ");
        }
        for (String start : AFTER_BLANK) {
            if (startsWith(bytes, position, to, start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, String start) {
        if (to - from < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (bytes[from + i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
