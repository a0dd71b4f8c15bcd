package io.weir.web.app.config;

import io.weir.collector.target.ScrapeLimits;
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
        int sampleLimit,

        @Setting(help = "The most labels of a series, the target's and the metric name included.", defaultsTo = "64")
        int labelLimit,

        @Setting(help = "The most bytes of a label's name.", defaultsTo = "512")
        int labelNameLengthLimit,

        @Setting(help = "The most bytes of a label's value.", defaultsTo = "65536")
        int labelValueLengthLimit,

        @Setting(
                help = "The most series that may come up in an hour after a target's first page; more are left out.",
                defaultsTo = "100000")
        int newSeriesLimit) {
    public ScrapeSettings {
        Faults faults = new Faults();
        if (timeout.compareTo(interval) > 0) {
            faults.add(
                    "timeout",
                    "scrape.timeout " + Durations.format(timeout) + " is longer than scrape.interval "
                            + Durations.format(interval) + "; write at most " + Durations.format(interval));
        }
        atLeastOne("sample_limit", sampleLimit, 100_000, faults);
        atLeastOne("label_limit", labelLimit, 64, faults);
        atLeastOne("label_name_length_limit", labelNameLengthLimit, 512, faults);
        atLeastOne("label_value_length_limit", labelValueLengthLimit, 65_536, faults);
        atLeastOne("new_series_limit", newSeriesLimit, 100_000, faults);
        faults.throwIfAny();
    }

    private static void atLeastOne(String key, int value, int example, Faults faults) {
        if (value < 1) {
            faults.add(key, "scrape." + key + " must be at least 1, got " + value + "; write for example " + example);
        }
    }

    /** The limits of every target that has none of its own. */
    public ScrapeLimits limits() {
        return new ScrapeLimits(
                bodyLimit.bytes(),
                sampleLimit,
                labelLimit,
                labelNameLengthLimit,
                labelValueLengthLimit,
                newSeriesLimit);
    }
}
