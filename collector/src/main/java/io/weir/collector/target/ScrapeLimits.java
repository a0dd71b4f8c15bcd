package io.weir.collector.target;

/**
 * What a target may cost. In the limits of one target a zero stands for "as for every other target". What the page, sample and
 * label limits refuse fails the scrape, as in Prometheus; series beyond the budget of new ones are left out, and the
 * others stay.
 *
 * @param bodyBytes bytes of a page, after decompression
 * @param samples samples of a page
 * @param labels labels of a series, those of the target and the metric name included
 * @param labelNameBytes bytes of a label's name, in UTF-8
 * @param labelValueBytes bytes of a label's value, in UTF-8; the names of Flink's tasks hold whole chains of operators
 * @param newSeriesPerHour series that come up within an hour after the target's first page
 */
public record ScrapeLimits(
        long bodyBytes, int samples, int labels, int labelNameBytes, int labelValueBytes, int newSeriesPerHour) {
    /** For a target that has no limits of its own. */
    public static final ScrapeLimits DEFAULTS = new ScrapeLimits(16L << 20, 100_000, 64, 512, 65_536, 100_000);

    /** For a target that takes all limits from the others'. */
    public static final ScrapeLimits INHERITED = new ScrapeLimits(0, 0, 0, 0, 0, 0);

    public ScrapeLimits {
        if (Math.min(bodyBytes, samples) < 0
                || Math.min(labels, newSeriesPerHour) < 0
                || Math.min(labelNameBytes, labelValueBytes) < 0) {
            throw new IllegalArgumentException("a limit is negative; write 0 for the common one, or a positive number");
        }
    }

    /** These limits, with {@code common} where they are zero. */
    public ScrapeLimits over(ScrapeLimits common) {
        return new ScrapeLimits(
                bodyBytes == 0 ? common.bodyBytes : bodyBytes,
                samples == 0 ? common.samples : samples,
                labels == 0 ? common.labels : labels,
                labelNameBytes == 0 ? common.labelNameBytes : labelNameBytes,
                labelValueBytes == 0 ? common.labelValueBytes : labelValueBytes,
                newSeriesPerHour == 0 ? common.newSeriesPerHour : newSeriesPerHour);
    }
}
