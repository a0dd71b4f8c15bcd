package io.weir.diagnosis.log;

import java.time.ZoneOffset;

/**
 * How the lines of a source are read.
 *
 * @param pattern a conversion pattern of <a href="https://logging.apache.org/log4j/2.x/manual/pattern-layout.html">log4j</a> or <a
 *     href="https://logback.qos.ch/manual/layouts.html#conversionWord">logback</a>, such as {@code %d %-5p %c - %m%n}; empty where
 *     the layout is to be found out from the lines: Flink's stock patterns and JSON are
 */
public record LogFormat(String pattern) {
    /** Refuses a pattern that no line could be read by, with an {@link IllegalArgumentException} that tells why. */
    public LogFormat {
        if (!pattern.isEmpty()) {
            var unused = ConversionPattern.of(pattern, ZoneOffset.UTC);
        }
    }

    /** Found out from the lines. */
    public static final LogFormat AUTO = new LogFormat("");
}
