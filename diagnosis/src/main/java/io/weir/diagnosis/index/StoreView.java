package io.weir.diagnosis.index;

import java.util.List;

/** What the store held at one moment: blocks up to an address of each partition, and what was not sealed yet. Immutable. */
record StoreView(List<Sealed> partitions, List<Block> live) {
    StoreView {
        partitions = List.copyOf(partitions);
        live = List.copyOf(live);
    }

    /** The blocks of a partition that start before {@code end}. */
    record Sealed(Partition partition, long end) {}
}
