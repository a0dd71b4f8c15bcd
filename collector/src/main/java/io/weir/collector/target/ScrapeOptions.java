package io.weir.collector.target;

/**
 * How one target is scraped.
 *
 * @param compression how it is asked to send its page
 * @param honorTimestamps whether times on the page count; otherwise every sample bears the time of the scrape, whose end
 *     is marked when it vanishes
 * @param limits what it may cost; zeros stand for the common limits
 * @param authorization sent with every request to it
 * @param tls used when its URL begins with {@code https}
 */
public record ScrapeOptions(
        Compression compression,
        boolean honorTimestamps,
        ScrapeLimits limits,
        Authorization authorization,
        TlsOptions tls) {
    /** Nothing special: the common limits, no credentials, the JDK's list of authorities. */
    public static final ScrapeOptions DEFAULTS =
            new ScrapeOptions(Compression.AUTO, false, ScrapeLimits.INHERITED, Authorization.NONE, TlsOptions.DEFAULTS);

    /** How a page comes over the network. */
    public enum Compression {
        /** Plain from this machine, where it costs the exporter more to deflate than us to read; gzip from others. */
        AUTO,
        GZIP,
        IDENTITY
    }

    /** These options with other limits. */
    public ScrapeOptions with(ScrapeLimits others) {
        return new ScrapeOptions(compression, honorTimestamps, others, authorization, tls);
    }

    /** These options with another authorization. */
    public ScrapeOptions with(Authorization other) {
        return new ScrapeOptions(compression, honorTimestamps, limits, other, tls);
    }

    /** These options with other TLS options. */
    public ScrapeOptions with(TlsOptions others) {
        return new ScrapeOptions(compression, honorTimestamps, limits, authorization, others);
    }

    /** These options with another compression. */
    public ScrapeOptions with(Compression other) {
        return new ScrapeOptions(other, honorTimestamps, limits, authorization, tls);
    }

    /** These options with times on the page honoured, or not. */
    public ScrapeOptions honoringTimestamps(boolean honor) {
        return new ScrapeOptions(compression, honor, limits, authorization, tls);
    }
}
