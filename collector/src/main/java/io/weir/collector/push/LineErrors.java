package io.weir.collector.push;

import java.util.List;

/**
 * What was wrong with a write in line protocol.
 *
 * @param written how many samples were taken
 * @param dropped how many lines were left out
 * @param first the first of them, each with its line number
 */
public record LineErrors(int written, int dropped, List<String> first) {
    public LineErrors {
        first = List.copyOf(first);
    }

    /** True when every line was taken. */
    public boolean isClean() {
        return dropped == 0;
    }

    /** As InfluxDB words it. */
    public String message() {
        return "partial write: " + String.join("\n", first) + " dropped=" + dropped;
    }
}
