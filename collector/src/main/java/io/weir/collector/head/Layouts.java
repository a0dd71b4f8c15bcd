package io.weir.collector.head;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** All layouts with their samples. Everything is called under the head's lock. */
final class Layouts {
    /** The owner of series that are written one sample at a time. Its samples are always looked at. */
    private final Feed singles;

    private final LabelIndex index;
    private final Map<Key, Layout> all = new HashMap<>();

    /** Series by identity and order. */
    private record Key(HeadSeries[] series, int hash) {
        static Key of(HeadSeries[] series) {
            return new Key(series, Arrays.hashCode(series));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && hash == key.hash && Arrays.equals(series, key.series);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    Layouts(LabelIndex index, Feed singles) {
        this.index = index;
        this.singles = singles;
        singles.contested = true;
    }

    Iterable<Layout> all() {
        return all.values();
    }

    /** The layout of a feed's next page. */
    Layout of(Feed feed, long timestampMs, HeadSeries[] series, int count) {
        if (feed.hasLayout(series, count) && feed.layout != null) {
            return feed.layout;
        }
        if (feed.layout != null) {
            feed.layout.pack();
        }
        feed.given = Arrays.copyOf(series, count);
        Layout layout = find(feed.given);
        claim(layout, feed, timestampMs);
        feed.layout = layout;
        return layout;
    }

    /** The layout of samples that come one at a time. */
    Layout single(HeadSeries series, long timestampMs) {
        Layout own = series.ownLayout();
        if (own == null || series.evicted) {
            own = find(new HeadSeries[] {series});
        }
        if (own.owner != singles) {
            claim(own, singles, timestampMs);
        } else if (series.owner != null && series.owner != singles) {
            series.owner.contested = true;
        }
        return own;
    }

    /** The layout of these series, made when there is none. */
    Layout find(HeadSeries[] given) {
        HeadSeries[] series = given;
        for (int i = 0; i < given.length; i++) {
            if (given[i].evicted) {
                series = series == given ? given.clone() : series;
                series[i] = revived(given[i]);
            }
        }
        Key key = Key.of(series);
        Layout known = all.get(key);
        if (known != null) {
            return known;
        }
        Layout layout = new Layout(series);
        for (int i = 0; i < series.length; i++) {
            series[i].addPlace(layout, i);
        }
        all.put(key, layout);
        return layout;
    }

    /** A series that had been dropped for its age comes back, unless another handle did before it. */
    private HeadSeries revived(HeadSeries series) {
        HeadSeries live = index.get(series.labels());
        if (live != null) {
            return live;
        }
        series.evicted = false;
        index.add(series);
        return series;
    }

    /** The former owner finds out with its next page that it has a rival, and tells it; a dead one never will. */
    private static void claim(Layout layout, Feed feed, long timestampMs) {
        if (layout.owner != null && layout.owner != feed) {
            layout.owner.contested = true;
        }
        layout.owner = feed;
        for (HeadSeries one : layout.series) {
            if (one.owner != feed) {
                if (one.owner != null) {
                    one.owner.contested = true;
                }
                one.owner = feed;
                feed.contested |= one.newest() >= timestampMs;
            }
        }
    }

    /** The oldest time of all; {@link Long#MAX_VALUE} when there is none. */
    long oldestMs() {
        long oldest = Long.MAX_VALUE;
        for (Layout layout : all.values()) {
            Block[] blocks = layout.blocks();
            if (blocks.length > 0) {
                oldest = Math.min(oldest, blocks[0].time(0));
            }
        }
        return oldest;
    }

    /** Takes in blocks that were read back from the log. */
    void adopt(HeadSeries[] series, Block[] blocks) {
        find(series).adopt(blocks);
    }

    /** Drops blocks that ended before a time, and compresses those that nobody has written to since {@code idleMs}. */
    void dropBefore(long timeMs, long idleMs) {
        for (Iterator<Layout> layouts = all.values().iterator(); layouts.hasNext(); ) {
            Layout layout = layouts.next();
            if (layout.lastTime < idleMs) {
                layout.pack();
            }
            if (layout.dropBefore(timeMs)) {
                layouts.remove();
                layout.dropped = true;
                for (HeadSeries one : layout.series) {
                    one.removePlaces(layout);
                }
            }
        }
    }

    /** Takes the series without samples from the index. One that is about to be written for the first time is revived then. */
    void evictEmpty() {
        Set<HeadSeries> gone = new HashSet<>();
        for (HeadSeries series : index.all()) {
            if (series.isEmpty()) {
                series.evicted = true;
                gone.add(series);
            }
        }
        if (!gone.isEmpty()) {
            index.remove(gone);
        }
    }
}
