package io.weir.web.app.config;

import java.time.Duration;

/** How logs are read by Flink's REST API. */
public record RestLogSettings(
        @Setting(help = "Between two looks at what there is.", defaultsTo = "15s")
        Duration interval,

        @Setting(
                help =
                        "The most that is asked of one cluster in each interval; a file that is larger is not read at all.",
                defaultsTo = "32MiB")
        ByteSize bytesPerInterval) {
    public RestLogSettings {
        Faults faults = new Faults();
        if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
            faults.add("interval", "logs.rest.interval must be at least 1s; write for example 15s");
        }
        if (bytesPerInterval.bytes() < 1 || bytesPerInterval.bytes() > 1 << 30) {
            faults.add(
                    "bytes_per_interval", "logs.rest.bytes_per_interval must be 1B to 1GiB; write for example 32MiB");
        }
        faults.throwIfAny();
    }
}
