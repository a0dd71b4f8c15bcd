package io.weir.web.app.config;

import io.weir.collector.push.PushConfig;
import io.weir.rules.notify.SecretText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What others may push to Weir; docs/sinks.md tells how. */
public record PushSettings(
        @Setting(help = "A token that is good for pushing and nothing else; the one in `data/admin.token` is good too.")
        @Nullable
        SecretText token,

        @Setting(
                help =
                        "Whether a push from this machine needs no token. Everybody who can run a program on it can then push.",
                defaultsTo = "false")
        boolean openToLoopback,

        @Setting(help = "The largest body, after decompression.", defaultsTo = "16MiB")
        ByteSize bodyLimit,

        @Setting(help = "The most samples of one push.", defaultsTo = "100000")
        int sampleLimit,

        @Setting(help = "The most series of all groups of the Pushgateway API together.", defaultsTo = "200000")
        int seriesLimit,

        @Setting(help = "The most labels of a series.", defaultsTo = "64")
        int labelLimit,

        @Setting(help = "The most bytes of a label's value.", defaultsTo = "4096")
        int labelValueLengthLimit,

        @Setting(help = "When the series of a group of the Pushgateway API end after its last push.", defaultsTo = "5m")
        Duration staleAfter) {
    private static final int GROUPS = 10_000;
    private static final int LABEL_NAME_BYTES = 512;

    public PushSettings {
        Faults faults = new Faults();
        if (token != null && token.reveal().length() < 16) {
            faults.add("token", "push.token is shorter than 16 characters; write a random one");
        }
        faults.range("sample_limit", sampleLimit, 1, 10_000_000);
        faults.range("series_limit", seriesLimit, 1, 10_000_000);
        faults.range("label_limit", labelLimit, 1, 1_000);
        faults.range("label_value_length_limit", labelValueLengthLimit, 1, 1 << 20);
        if (staleAfter.isNegative() || staleAfter.isZero()) {
            faults.add("stale_after", "push.stale_after must be more than nothing; write for example 5m");
        }
        faults.throwIfAny();
    }

    /** What the collector makes of them. */
    public PushConfig config(Duration interval) {
        return new PushConfig(
                bodyLimit.bytes(),
                sampleLimit,
                GROUPS,
                seriesLimit,
                labelLimit,
                LABEL_NAME_BYTES,
                labelValueLengthLimit,
                interval,
                staleAfter);
    }
}
