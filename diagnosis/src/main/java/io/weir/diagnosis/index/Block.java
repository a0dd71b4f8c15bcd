package io.weir.diagnosis.index;

import io.weir.diagnosis.log.RawRecord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive records of one stream: what is written, compressed and indexed as one.
 *
 * @param patterns the ids of the records' patterns, as they were learned when they came in; null when that is not known any more
 */
record Block(
        BlockHeader header,
        List<RawRecord> records,
        @Nullable Set<String> patterns) {
    /** One that was read from a file. */
    Block(BlockHeader header, List<RawRecord> records) {
        this(header, records, null);
    }
}
