package io.weir.web.app.config;

import java.time.Duration;

/** How targets are scraped. */
public record ScrapeSettings(
        @Setting(help = "Between two scrapes of a target.", defaultsTo = "15s")
        Duration interval,

        @Setting(help = "For a whole scrape; at most the interval.", defaultsTo = "10s")
        Duration timeout,

        @Setting(help = "The largest page, after decompression.", defaultsTo = "16MiB")
        ByteSize bodyLimit,

        @Setting(help = "The most samples on a page.", defaultsTo = "100000")
        int sampleLimit) {
    public ScrapeSettings {
        Faults faults = new Faults();
        if (timeout.compareTo(interval) > 0) {
            faults.add(
                    "timeout",
                    "scrape.timeout " + Durations.format(timeout) + " is longer than scrape.interval "
                            + Durations.format(interval) + "; write at most " + Durations.format(interval));
        }
        if (sampleLimit < 1) {
            faults.add(
                    "sample_limit",
                    "scrape.sample_limit must be at least 1, got " + sampleLimit + "; write for example 100000");
        }
        faults.throwIfAny();
    }
}
