package io.weir.rules.rule;

import io.weir.collector.metric.Labels;
import io.weir.collector.scrape.PagePublished;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which targets' pages have come since rules over many targets last looked. A round is over once all have come that came in the
 * round before; or when one comes a second time, for then the others are overdue. So it needs no interval, and a target that
 * is gone holds up one round only. Not thread-safe.
 */
final class PageRound {
    private static final int MOST = 100_000;

    private Set<Labels> expected = Set.of();
    private Set<Labels> arrived = new HashSet<>();
    private int missing;
    private @Nullable Instant unseenSince;

    /** A page has come; true when it ends a round. */
    boolean add(PagePublished page) {
        if (unseenSince == null) {
            unseenSince = page.publishedAt();
        }
        if (arrived.size() >= MOST || !arrived.add(page.target())) {
            begin(arrived);
            arrived.add(page.target());
            missing -= expected.contains(page.target()) ? 1 : 0;
            return true;
        }
        missing -= expected.contains(page.target()) ? 1 : 0;
        if (!expected.isEmpty() && missing == 0) {
            begin(arrived);
            return true;
        }
        return false;
    }

    private void begin(Set<Labels> next) {
        expected = next;
        missing = next.size();
        arrived = new HashSet<>();
    }

    /** When the oldest page was published that no evaluation has looked at, if any; from now on all are looked at. */
    @Nullable
    Instant look() {
        Instant since = unseenSince;
        unseenSince = null;
        return since;
    }
}
