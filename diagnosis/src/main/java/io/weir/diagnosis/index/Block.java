package io.weir.diagnosis.index;

import io.weir.diagnosis.log.RawRecord;
import java.util.List;

/** Consecutive records of one stream: what is written, compressed and indexed as one. */
record Block(BlockHeader header, List<RawRecord> records) {}
