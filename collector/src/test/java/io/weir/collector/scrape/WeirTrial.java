package io.weir.collector.scrape;

import io.weir.collector.head.Head;
import io.weir.collector.metric.LabelMatcher;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.Series;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.ScrapeOptions;
import io.weir.collector.target.Target;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives pages to Weir's own scrape, from the bytes to the head, and reads what the head stored. */
final class WeirTrial {
    private static final ScrapeLimits NONE =
            new ScrapeLimits(1L << 30, 10_000_000, 100_000, 1 << 28, 1 << 28, 10_000_000);

    private final Head head;
    private final Instant now;
    private final Scratch scratch = new Scratch();

    WeirTrial(Head head, Instant now) {
        this.head = head;
        this.now = now;
    }

    /**
     * What Weir stores of a page.
     *
     * @param warm whether the target showed the page before it first, so that this one is read against what the parser remembers
     */
    Stored run(TrialPage page, Labels labels, boolean warm) {
        Target target = new Target("c", "p", URI.create("http://127.0.0.1/"), labels.with("warm", warm ? "yes" : "no"))
                .with(ScrapeOptions.DEFAULTS.honoringTimestamps(page.honorTimestamps()));
        TargetScrape scrape = new TargetScrape(target, head, NONE);
        if (warm) {
            scrape(scrape, page.format(), page.before(), now.minusSeconds(15));
        }
        ScrapeFailure failure = scrape(scrape, page.format(), page.bytes(), now);
        Map<Labels, String> samples = new HashMap<>();
        List<LabelMatcher> mine = List.of(
                LabelMatcher.equal("trial", labels.get("trial")), LabelMatcher.equal("warm", warm ? "yes" : "no"));
        long from = page.honorTimestamps() ? now.minusSeconds(3600).toEpochMilli() : now.toEpochMilli();
        for (Series series : head.select(mine, from, now.plusSeconds(3600).toEpochMilli())) {
            Labels own = series.labels().with("warm", "");
            if (!PrometheusTrial.SYNTHETIC.contains(own.name()) && !Sample.isStale(series.values()[0])) {
                long time = series.timestampsMs()[0];
                samples.put(own, Stored.sample(series.values()[0], page.holds(time) ? time : LineGrammar.NO_TIMESTAMP));
            }
        }
        return new Stored(failure == null, samples, failure == null ? "" : failure.message());
    }

    private @Nullable ScrapeFailure scrape(TargetScrape scrape, PageFormat format, byte[] bytes, Instant at) {
        Body body = new Body(new byte[0], 1L << 30);
        body.add(ByteBuffer.wrap(bytes));
        return scrape.page(format, body, at, Duration.ofMillis(1), scratch);
    }
}
