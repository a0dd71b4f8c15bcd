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

    private static final Pattern ANY =
            Pattern.compile("(\\d{1,18})\\s*(b|bytes|k|kb|kibibytes|m|mb|mebibytes|g|gb|gibibytes|t|tb|tebibytes)?");

    private MemorySizes() {}

    /** Mebibytes, rounded up, of a size in any unit that Flink knows; without one it is in bytes. 0 for what is none. */
    public static long ofFlink(String size) {
        Matcher matcher = ANY.matcher(size.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return 0;
        }
        String unit = matcher.group(2);
        int power = unit == null ? 0 : "bkmgt".indexOf(unit.charAt(0));
        double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(1024, power);
        return (long) Math.ceil(bytes / (1 << 20));
    }

    /** Mebibytes of a size in {@code m} or {@code g}; -1 for anything else. */
    public static long megabytes(String size) {
        return SIZE.matcher(size.trim().toLowerCase(Locale.ROOT)).matches() ? ofFlink(size) : -1;
    }
}
