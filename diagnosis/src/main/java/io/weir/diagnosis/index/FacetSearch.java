package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogLevel;
import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import java.io.IOException;
import java.util.Map;

/** Counts the values of fields over hits, newest first, so that what was counted within the budget is what matters. */
final class FacetSearch {
    private final Search search;
    private final FacetCounts counts;

    FacetSearch(Search search, FacetCounts counts) {
        this.search = search;
        this.counts = counts;
    }

    Facets run() throws IOException {
        boolean structural = search.clause().isStructural() && counts.isStructural();
        Candidates candidates = search.candidates(true);
        String partial = null;
        while (!candidates.isEmpty()) {
            if (search.budget().isOver()) {
                partial = search.budget().reason();
                break;
            }
            BlockHeader header = structural ? candidates.peekHeader() : null;
            if (header != null && search.contains(header.minMillis()) && search.contains(header.maxMillis())) {
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
        boolean over = partial == null && search.budget().isOver();
        return counts.facets(over ? search.budget().reason() : partial);
    }

    private void count(Block block) {
        LogStream stream = block.header().stream();
        for (RawRecord record : block.records()) {
            if (search.contains(record.header().atMillis())
                    && search.clause().matches(new RecordView(stream, record))) {
                counts.add(stream, record);
            }
        }
    }

    private void count(BlockHeader header) {
        for (Map.Entry<LogLevel, Long> each : header.levels().toMap().entrySet()) {
            if (search.clause().matches(RecordView.ofLevel(header.stream(), each.getKey()))) {
                counts.add(header.stream(), each.getKey(), each.getValue());
            }
        }
    }
}
