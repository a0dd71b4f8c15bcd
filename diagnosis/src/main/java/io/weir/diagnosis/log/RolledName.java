package io.weir.diagnosis.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows the names that a log file gets when it is rolled over: {@code x.log.1} (Flink's log4j2 and logrotate), {@code x.log-20261120}
 * and {@code x.log-20261120-1795307000} (logrotate's dateext), {@code x.log.2026-11-20} and {@code x-2026-11-20-1.log} (log4j2's and logback's date patterns), each also
 * with {@code .gz}.
 */
final class RolledName {
    private static final String PACKED = ".gz";
    private static final String DATE = "\\d{4}-?\\d{2}-?\\d{2}(?:[-_.T]?\\d{2}){0,3}";
    private static final Pattern AFTER = Pattern.compile("(.+?)(?:[.-]" + DATE + "(?:[.-]\\d{1,10})?|\\.\\d{1,6})");
    private static final Pattern WITHIN =
            Pattern.compile("(.+?)(?:[.-]" + DATE + "(?:[.-]\\d{1,10})?|\\.\\d{1,6})(\\.[A-Za-z]{1,8})");

    private RolledName() {}

    /** Whether the file is packed by gzip. */
    static boolean isPacked(String name) {
        return name.endsWith(PACKED);
    }

    /** The name without {@code .gz}. */
    static String unpacked(String name) {
        return isPacked(name) ? name.substring(0, name.length() - PACKED.length()) : name;
    }

    /** The name the file had when it was written, or null where this is none of those names. */
    static @Nullable String base(String name) {
        String plain = unpacked(name);
        Matcher after = AFTER.matcher(plain);
        if (after.matches()) {
            return after.group(1);
        }
        Matcher within = WITHIN.matcher(plain);
        if (within.matches()) {
            return within.group(1) + within.group(2);
        }
        return isPacked(name) ? plain : null;
    }

    /** The name the file had when it was written. */
    static String origin(String name) {
        String base = base(name);
        return base == null ? name : base;
    }
}
