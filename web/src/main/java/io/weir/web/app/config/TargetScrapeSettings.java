package io.weir.web.app.config;

import io.weir.collector.target.Authorization;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.ScrapeOptions.Compression;
import io.weir.collector.target.ScrapePace;
import io.weir.rules.notify.SecretText;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the targets of a cluster, or one of them, are scraped. */
public record TargetScrapeSettings(
        @Setting(
                help =
                        "`auto` asks targets on this machine for plain pages and others for gzip; or `gzip`, `identity`.",
                defaultsTo = "auto")
        Compression compression,

        @Setting(
                help = "Whether times on the page count; otherwise every sample has the time of the scrape.",
                defaultsTo = "false")
        boolean honorTimestamps,

        @Setting(
                help =
                        "Whether a label of the page stays where the target has one of that name; otherwise it becomes `exported_...`.",
                defaultsTo = "false")
        boolean honorLabels,

        @Setting(help = "Between two scrapes; that of `scrape` when missing.") @Nullable
        Duration interval,

        @Setting(help = "For a whole scrape, at most the interval; that of `scrape` when missing.") @Nullable
        Duration timeout,

        @Setting(help = "A user name and a password.") @Nullable
        BasicAuthSettings basicAuth,

        @Setting(help = "A token, sent as `Authorization: Bearer`.") @Nullable
        SecretText bearerToken,

        @Setting(help = "For `https` targets.") TargetTlsSettings tls,

        @Setting(help = "The largest page, after decompression; that of `scrape` when missing.") @Nullable
        ByteSize bodyLimit,

        @Setting(help = "The most samples on a page; 0 takes that of `scrape`.", defaultsTo = "0")
        int sampleLimit,

        @Setting(help = "The most labels of a series; 0 takes that of `scrape`.", defaultsTo = "0")
        int labelLimit,

        @Setting(help = "The most bytes of a label's name; 0 takes that of `scrape`.", defaultsTo = "0")
        int labelNameLengthLimit,

        @Setting(help = "The most bytes of a label's value; 0 takes that of `scrape`.", defaultsTo = "0")
        int labelValueLengthLimit,

        @Setting(help = "The most new series in an hour; 0 takes that of `scrape`.", defaultsTo = "0")
        int newSeriesLimit) {
    /** Nothing special. */
    public static final TargetScrapeSettings DEFAULTS = new TargetScrapeSettings(
            Compression.AUTO, false, false, null, null, null, null, TargetTlsSettings.DEFAULTS, null, 0, 0, 0, 0, 0);

    public TargetScrapeSettings {
        Faults faults = new Faults();
        if (basicAuth != null && bearerToken != null) {
            faults.add("bearer_token", "both basic_auth and bearer_token are written; keep one");
        }
        if (interval != null && timeout != null && timeout.compareTo(interval) > 0) {
            faults.add(
                    "timeout",
                    "timeout " + Durations.format(timeout) + " is longer than interval " + Durations.format(interval)
                            + "; write at most " + Durations.format(interval));
        }
        if (bearerToken != null && !isToken(bearerToken)) {
            // The token itself stays out of the message.
            faults.add("bearer_token", "bearer_token is not one word of printable ASCII; write the token alone");
        }
        Map.of(
                        "sample_limit", sampleLimit,
                        "label_limit", labelLimit,
                        "label_name_length_limit", labelNameLengthLimit,
                        "label_value_length_limit", labelValueLengthLimit,
                        "new_series_limit", newSeriesLimit)
                .forEach((key, value) -> {
                    if (value < 0) {
                        faults.add(key, key + " must be at least 0, got " + value + "; write 0 for the one of scrape");
                    }
                });
        faults.throwIfAny();
    }

    private static boolean isToken(SecretText token) {
        return !token.reveal().isEmpty() && token.reveal().chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** What the collector makes of them. */
    public ScrapeOptions options() {
        ScrapeLimits limits = new ScrapeLimits(
                bodyLimit == null ? 0 : bodyLimit.bytes(),
                sampleLimit,
                labelLimit,
                labelNameLengthLimit,
                labelValueLengthLimit,
                newSeriesLimit);
        ScrapePace pace =
                new ScrapePace(interval == null ? Duration.ZERO : interval, timeout == null ? Duration.ZERO : timeout);
        return new ScrapeOptions(
                compression, honorTimestamps, honorLabels, pace, limits, authorization(), tls.options());
    }

    private Authorization authorization() {
        if (basicAuth != null) {
            return Authorization.basic(
                    basicAuth.username(), basicAuth.password().reveal());
        }
        return bearerToken == null ? Authorization.NONE : Authorization.bearer(bearerToken.reveal());
    }
}
