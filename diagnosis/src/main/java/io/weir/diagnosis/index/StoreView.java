package io.weir.diagnosis.index;

import java.util.List;

/** What the store held at one moment: blocks up to an address of each partition, and what was not sealed yet. Immutable. */
record StoreView(List<Sealed> partitions, List<Block> live) {
    private static final int MOST_DAMAGE = 50;

    StoreView {
        partitions = List.copyOf(partitions);
        live = List.copyOf(live);
    }

    /** The damage of its block files that was met, the first of each by name. */
    List<String> damage() {
        return partitions.stream()
                .map(Sealed::partition)
                .flatMap(partition -> partition.blocks().damage(partition.name()).stream())
                .limit(MOST_DAMAGE)
                .toList();
    }

    /** The blocks of a partition that start before {@code end}. */
    record Sealed(Partition partition, long end) {}
}
