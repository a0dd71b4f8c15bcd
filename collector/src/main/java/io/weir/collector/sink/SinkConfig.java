package io.weir.collector.sink;

import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.sink.delivery.Destination;
import java.time.Duration;
import java.util.List;

/**
 * One sink.
 *
 * @param name unique, and the name of its folder: letters, digits, dash, underscore
 * @param match selectors, any of which lets a series pass; none lets everything pass
 * @param spoolBytes on disk, at least 1 MiB
 * @param batchSamples the most in one send
 * @param timeout for one send
 * @param drainRate the most samples a second, also after an outage
 */
public record SinkConfig(
        String name,
        Destination destination,
        List<List<LabelMatcher>> match,
        long spoolBytes,
        int batchSamples,
        Duration timeout,
        int drainRate) {
    /** One gibibyte on disk, 5,000 samples a send, 10 s for one, at most 200,000 samples a second. */
    public static SinkConfig defaults(String name, Destination destination) {
        return new SinkConfig(name, destination, List.of(), 1L << 30, 5_000, Duration.ofSeconds(10), 200_000);
    }

    public SinkConfig {
        match = match.stream().map(List::copyOf).toList();
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("the name of a sink is also that of a folder; \"" + name
                    + "\" has other characters than letters, digits, - and _, or more than 64");
        }
        if (spoolBytes < 1 << 20 || batchSamples < 1 || drainRate < 1 || timeout.toMillis() < 1) {
            throw new IllegalArgumentException("sink " + name
                    + ": the spool must be at least 1 MiB; batch, drain rate and timeout must be more than nothing");
        }
    }
}
