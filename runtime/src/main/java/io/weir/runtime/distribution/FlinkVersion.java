package io.weir.runtime.distribution;

import java.util.regex.Pattern;

/** A Flink release, such as 2.3.0. */
public record FlinkVersion(String text) {
    private static final Pattern SHAPE = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    public FlinkVersion {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("bad Flink version \"" + text + "\"; write one such as 2.3.0");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
