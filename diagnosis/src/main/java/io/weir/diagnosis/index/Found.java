package io.weir.diagnosis.index;

import io.weir.diagnosis.log.LogStream;
import io.weir.diagnosis.log.RawRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A record with its number in its stream. */
record Found(LogStream stream, RawRecord record, long ordinal) {
    /** More marks in one text help nobody. */
    static final int MOST_SPANS = 1_000;

    RecordPosition position() {
        return new RecordPosition(record.header().atMillis(), stream.id(), ordinal);
    }

    Hit toHit(Clause clause) {
        List<Hit.Span> spans = new ArrayList<>();
        clause.highlight(new RecordView(stream, record), spans);
        return new Hit(new RecordId(stream.id(), ordinal).toString(), record.toRecord(stream), merged(spans));
    }

    private static List<Hit.Span> merged(List<Hit.Span> spans) {
        spans.sort(Comparator.comparingInt(Hit.Span::start).thenComparingInt(Hit.Span::end));
        List<Hit.Span> merged = new ArrayList<>();
        for (Hit.Span span : spans) {
            int last = merged.size() - 1;
            if (last >= 0 && span.start() <= merged.get(last).end()) {
                int end = Math.max(merged.get(last).end(), span.end());
                merged.set(last, new Hit.Span(merged.get(last).start(), end));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}
