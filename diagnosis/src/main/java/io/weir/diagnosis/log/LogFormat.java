package io.weir.diagnosis.log;

/**
 * How the lines of a source are read.
 *
 * @param pattern a conversion pattern of <a href="https://logging.apache.org/log4j/2.x/manual/pattern-layout.html">log4j</a> or <a
 *     href="https://logback.qos.ch/manual/layouts.html#conversionWord">logback</a>, such as {@code %d %-5p %c - %m%n}; empty where
 *     the layout is to be found out from the lines: Flink's stock patterns and JSON are
 */
public record LogFormat(String pattern) {
    /** Found out from the lines. */
    public static final LogFormat AUTO = new LogFormat("");
}
