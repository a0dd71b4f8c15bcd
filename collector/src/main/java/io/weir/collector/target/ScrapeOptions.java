package io.weir.collector.target;

/**
 * How one target is scraped.
 *
 * @param compression how it is asked to send its page
 * @param honorTimestamps whether times on the page count; otherwise every sample bears the time of the scrape, whose end
 *     is marked when it vanishes
 * @param honorLabels whether a label of the page counts where the target has one of that name; otherwise the page's becomes {@code
 *     exported_...}
 * @param pace how often; zeros stand for the common pace
 * @param limits what it may cost; zeros stand for the common limits
 * @param authorization sent with every request to it
 * @param tls used when its URL begins with {@code https}
 */
public record ScrapeOptions(
        Compression compression,
        boolean honorTimestamps,
        boolean honorLabels,
        ScrapePace pace,
        ScrapeLimits limits,
        Authorization authorization,
        TlsOptions tls) {
    /** Nothing special: the common limits, no credentials, the JDK's list of authorities. */
    public static final ScrapeOptions DEFAULTS = new ScrapeOptions(
            Compression.AUTO,
            false,
            false,
            ScrapePace.INHERITED,
            ScrapeLimits.INHERITED,
            Authorization.NONE,
            TlsOptions.DEFAULTS);

    /** How a page comes over the network. */
    public enum Compression {
        /** Plain from this machine, where it costs the exporter more to deflate than us to read; gzip from others. */
        AUTO,
        GZIP,
        IDENTITY
    }

    /** These options with other limits. */
    public ScrapeOptions with(ScrapeLimits others) {
        return new ScrapeOptions(compression, honorTimestamps, honorLabels, pace, others, authorization, tls);
    }

    /** These options with another authorization. */
    public ScrapeOptions with(Authorization other) {
        return new ScrapeOptions(compression, honorTimestamps, honorLabels, pace, limits, other, tls);
    }

    /** These options with other TLS options. */
    public ScrapeOptions with(TlsOptions others) {
        return new ScrapeOptions(compression, honorTimestamps, honorLabels, pace, limits, authorization, others);
    }

    /** These options with another compression. */
    public ScrapeOptions with(Compression other) {
        return new ScrapeOptions(other, honorTimestamps, honorLabels, pace, limits, authorization, tls);
    }

    /** These options with times on the page honoured, or not. */
    public ScrapeOptions honoringTimestamps(boolean honor) {
        return new ScrapeOptions(compression, honor, honorLabels, pace, limits, authorization, tls);
    }

    /** These options with the page's labels honoured, or not. */
    public ScrapeOptions honoringLabels(boolean honor) {
        return new ScrapeOptions(compression, honorTimestamps, honor, pace, limits, authorization, tls);
    }

    /** These options at another pace. */
    public ScrapeOptions with(ScrapePace other) {
        return new ScrapeOptions(compression, honorTimestamps, honorLabels, other, limits, authorization, tls);
    }
}
