package io.weir.runtime.deployment;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes in Flink's spelling
 * (<a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/config/">MemorySize</a>).
 */
public final class MemorySizes {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(m|mb|g|gb)");

    private MemorySizes() {}

    /** Mebibytes of a size in {@code m} or {@code g}; -1 for anything else. */
    public static long megabytes(String size) {
        Matcher matcher = SIZE.matcher(size.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return -1;
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).startsWith("g") ? number * 1024 : number;
    }
}
