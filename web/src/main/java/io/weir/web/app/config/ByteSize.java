package io.weir.web.app.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 16MiB}. */
public record ByteSize(long bytes) {
    private static final Pattern SHAPE = Pattern.compile("(\\d+)\\s*([A-Za-z]*)");
    private static final Map<String, Long> UNITS = new TreeMap<>(Map.of(
            "b", 1L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40,
            "kb", 1000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "tb", 1_000_000_000_000L));

    public ByteSize {
        if (bytes < 1) {
            throw new IllegalArgumentException("must be at least 1 byte");
        }
    }

    /** Reads {@code 512KiB}, {@code 16MiB}, {@code 20GB}. */
    static ByteSize parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (matcher.matches()) {
            Long unit = UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT));
            try {
                if (unit != null) {
                    return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), unit));
                }
            } catch (ArithmeticException | NumberFormatException e) {
                throw new IllegalArgumentException("\"" + text + "\" is too large", e);
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is no size; write a number and a unit, such as 16MiB");
    }

    /** As it is written in the config: in the largest unit that divides it. */
    String text() {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        long rest = bytes;
        int unit = 0;
        while (rest % 1024 == 0 && unit < units.length - 1) {
            rest /= 1024;
            unit++;
        }
        return rest + units[unit];
    }
}
