package io.weir.web.app.config;

import io.weir.diagnosis.incident.IncidentConfig;
import java.time.Duration;

/** How events become incidents, and how long these are kept; docs/incidents.md tells more. */
public record IncidentSettings(
        @Setting(help = "How long an incident stays open after the last of its events is over.", defaultsTo = "1m")
        Duration settle,

        @Setting(help = "A problem that comes back within this reopens its incident.", defaultsTo = "1h")
        Duration reopenWithin,

        @Setting(
                help = "How long after the trouble of a process or a whole cluster others count as its consequence.",
                defaultsTo = "2m")
        Duration togetherWithin,

        @Setting(help = "How long before its first event an incident's timeline begins.", defaultsTo = "15m")
        Duration before,

        @Setting(help = "How long closed incidents are kept.", defaultsTo = "90d")
        Duration retention,

        @Setting(help = "How many are kept; the oldest closed ones go first.", defaultsTo = "5000")
        int maximumNumber) {
    public IncidentSettings {
        new Faults()
                .longerThanNone("retention", retention)
                .range("maximum_number", maximumNumber, 1, 1_000_000)
                .throwIfAny();
    }

    /** The same for diagnosis. */
    public IncidentConfig config() {
        return new IncidentConfig(settle, reopenWithin, togetherWithin, before, retention, maximumNumber);
    }
}
