package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.RawRecord;
import java.io.IOException;
import java.util.Map;

/** Counts hits over time, exactly. A block that lies in one bucket is not opened when its header answers the query. */
final class HistogramSearch {
    private final Search search;
    private final HistogramCounts counts;

    /** At most {@code buckets} of them. */
    HistogramSearch(Search search, int buckets) {
        this.search = search;
        this.counts = new HistogramCounts(new QueryTimes(search.fromMillis(), search.toMillis()), buckets);
    }

    Histogram run() throws IOException {
        boolean structural = search.clause().isStructural();
        Candidates candidates = search.candidates(true);
        String partial = null;
        while (!candidates.isEmpty()) {
            if (search.budget().isOver()) {
                partial = search.budget().reason();
                break;
            }
            BlockHeader header = structural ? candidates.peekHeader() : null;
            if (header != null && isWithinOneBucket(header)) {
                candidates.skip();
                count(header);
                continue;
            }
            Block block = candidates.next();
            if (block != null) {
                search.budget().read(block.header().rawBytes());
                count(block);
            }
        }
        return counts.histogram(
                partial == null && search.budget().isOver() ? search.budget().reason() : partial);
    }

    private void count(Block block) {
        for (RawRecord record : block.records()) {
            long at = record.header().atMillis();
            if (search.contains(at) && search.clause().matches(new RecordView(block.header().stream(), record))) {
                counts.add(counts.bucket(at), record.header().level(), 1);
            }
        }
    }

    private void count(BlockHeader header) {
        for (Map.Entry<LogLevel, Long> each : header.levels().toMap().entrySet()) {
            if (search.clause().matches(RecordView.ofLevel(header.stream(), each.getKey()))) {
                counts.add(counts.bucket(header.minMillis()), each.getKey(), each.getValue());
            }
        }
    }

    private boolean isWithinOneBucket(BlockHeader header) {
        return search.contains(header.minMillis())
                && search.contains(header.maxMillis())
                && counts.bucket(header.minMillis()) == counts.bucket(header.maxMillis());
    }
}
