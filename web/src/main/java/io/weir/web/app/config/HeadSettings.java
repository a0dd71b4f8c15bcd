package io.weir.web.app.config;

import java.time.Duration;

/** How recent samples are kept. */
public record HeadSettings(
        @Setting(help = "How long samples are kept.", defaultsTo = "2h")
        Duration retention,

        @Setting(help = "The most series; more are refused and counted.", defaultsTo = "500000")
        int maximumSeries,

        @Setting(
                help =
                        "How many series may be new in an hour, once as many as there may be were; more are refused and counted.",
                defaultsTo = "250000")
        int newSeriesPerHour) {
    public HeadSettings {
        Faults faults = new Faults();
        faults.range("maximum_series", maximumSeries, 1, 10_000_000);
        faults.range("new_series_per_hour", newSeriesPerHour, 1, 10_000_000);
        faults.throwIfAny();
    }
}
