package io.weir.diagnosis.incident;

import java.util.Locale;
import java.util.regex.Pattern;

/** What makes two exceptions the same: the class and the words of the deepest cause, without what changes from one to the next. */
final class ExceptionKey {
    private static final int LONGEST = 300;
    private static final Pattern CHANGING = Pattern.compile("(?i)\\b0x[0-9a-f]+\\b|\\b[0-9a-f]{8,}\\b|[0-9]+");

    private ExceptionKey() {}

    static String of(String stackTrace) {
        String key =
                CHANGING.matcher(RootCause.line(stackTrace)).replaceAll("#").toLowerCase(Locale.ROOT);
        return key.length() > LONGEST ? key.substring(0, LONGEST) : key;
    }
}
