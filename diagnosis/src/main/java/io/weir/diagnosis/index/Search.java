package io.weir.diagnosis.index;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.store.AlreadyClosedException;

/**
 * A question to a view of the store: which clause, of what time, with what budget.
 *
 * @param fromMillis inclusive
 * @param toMillis exclusive
 */
record Search(StoreView view, Clause clause, long fromMillis, long toMillis, Budget budget) {
    /** The blocks that may hold hits: those the index names, those it has not seen yet, and those that are not sealed. */
    Candidates candidates(boolean newestFirst) throws IOException {
        Candidates candidates = new Candidates(view, newestFirst);
        for (int i = 0; i < view.live().size(); i++) {
            BlockHeader header = view.live().get(i).header();
            if (overlaps(header)) {
                candidates.addLive(i, header);
            }
        }
        Query query = new BooleanQuery.Builder()
                .add(BlockQuery.candidates(clause), Occur.FILTER)
                .add(BlockQuery.times(fromMillis, toMillis), Occur.FILTER)
                .build();
        for (int i = 0; i < view.partitions().size(); i++) {
            collect(i, view.partitions().get(i), query, candidates);
        }
        return candidates;
    }

    /** The same search of what lies beyond a position. */
    Search beyond(RecordPosition cursor, boolean newestFirst) {
        return newestFirst
                ? new Search(view, clause, fromMillis, Math.min(toMillis, cursor.atMillis() + 1), budget)
                : new Search(view, clause, Math.max(fromMillis, cursor.atMillis()), toMillis, budget);
    }

    boolean contains(long atMillis) {
        return atMillis >= fromMillis && atMillis < toMillis;
    }

    private boolean overlaps(BlockHeader header) {
        return header.maxMillis() >= fromMillis && header.minMillis() < toMillis;
    }

    private void collect(int number, StoreView.Sealed sealed, Query query, Candidates candidates) throws IOException {
        Partition partition = sealed.partition();
        try {
            long visible = askIndex(number, sealed, query, candidates);
            BlockScan scan = new BlockScan(partition.blocks(), visible, sealed.end());
            for (BlockScan.Frame frame = scan.next(); frame != null && !budget.isOver(); frame = scan.next()) {
                BlockHeader header = frame.header();
                if (overlaps(header)) {
                    candidates.add(number, frame.address(), header.minMillis(), header.maxMillis());
                }
            }
        } catch (IOException | AlreadyClosedException e) {
            if (!partition.isDropped()) {
                throw e;
            }
        }
    }

    /** Returns the address up to which the index has spoken. */
    private long askIndex(int number, StoreView.Sealed sealed, Query query, Candidates candidates) throws IOException {
        BlockIndex index = sealed.partition().index();
        long visible = Math.min(index.visible(), sealed.end());
        if (visible == 0) {
            return 0;
        }
        try {
            return index.search(searcher -> {
                searcher.setTimeout(budget);
                searcher.search(query, new Collecting(new Collector(number, visible, candidates)));
                return visible;
            });
        } catch (AlreadyClosedException e) {
            // The index broke and is being opened again; its blocks are read instead.
            return 0;
        }
    }

    /** Takes the blocks that lie before an address; what lies after it is found in the file. */
    private static final class Collector extends SimpleCollector {
        private final int number;
        private final long visible;
        private final Candidates candidates;
        private NumericDocValues address = none();
        private NumericDocValues min = none();
        private NumericDocValues max = none();

        Collector(int number, long visible, Candidates candidates) {
            this.number = number;
            this.visible = visible;
            this.candidates = candidates;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            address = context.reader().getNumericDocValues(BlockDocument.ADDRESS);
            min = context.reader().getNumericDocValues(BlockDocument.MIN);
            max = context.reader().getNumericDocValues(BlockDocument.MAX);
        }

        @Override
        public void collect(int doc) throws IOException {
            if (address.advanceExact(doc)
                    && min.advanceExact(doc)
                    && max.advanceExact(doc)
                    && address.longValue() < visible) {
                candidates.add(number, address.longValue(), min.longValue(), max.longValue());
            }
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        private static NumericDocValues none() {
            return DocValues.emptyNumeric();
        }
    }

    /** One collector for all segments: they are searched one after the other. */
    private record Collecting(Collector collector) implements CollectorManager<Collector, Candidates> {
        @Override
        public Collector newCollector() {
            return collector;
        }

        @Override
        public Candidates reduce(Collection<Collector> collectors) {
            return collector.candidates;
        }
    }
}
