package io.weir.web.app.config;

import io.weir.diagnosis.log.PodTail;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The logs of the pods of a Kubernetes API. */
public record PodLogSettings(
        @Setting(
                help = "Whether the logs of the pods are read; takes the verb `get` on `pods/log`.",
                defaultsTo = "false")
        boolean follow,

        @Setting(help = "Whether containers beside the Flink process are followed too.", defaultsTo = "false")
        boolean sidecars,

        @Setting(help = "The most containers at once; each costs a thread and a connection.", defaultsTo = "200")
        int streams,

        @Setting(help = "The zone of times that state none; UTC when missing, which containers mostly go by.") @Nullable
        String zone) {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    public PodLogSettings {
        Faults faults = new Faults();
        faults.range("streams", streams, 1, 1_000);
        try {
            ZoneId unused = zoneOf(zone);
        } catch (DateTimeException e) {
            faults.add(
                    "zone", "zone \"" + zone + "\" is none that Java knows; write for example Asia/Shanghai or +08:00");
        }
        faults.throwIfAny();
    }

    private static ZoneId zoneOf(@Nullable String zone) {
        return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
    }

    /** What diagnosis makes of it. */
    public PodTail.Config config(String kubernetes) {
        return new PodTail.Config(kubernetes, sidecars, streams, zoneOf(zone), RETRY_AFTER);
    }
}
