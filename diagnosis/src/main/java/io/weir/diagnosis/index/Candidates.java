package io.weir.diagnosis.index;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that may hold hits, as a heap in the order in which a search wants to open them. It is put in order when it is first asked, since
 * most searches add far more blocks than they open. For one thread.
 */
final class Candidates {
    private static final int LIVE = -1;
    private final StoreView view;
    private final boolean newestFirst;
    private long[] keys = new long[64];
    private long[] addresses = new long[64];
    private int[] partitions = new int[64];
    private int size;
    private boolean ordered;

    Candidates(StoreView view, boolean newestFirst) {
        this.view = view;
        this.newestFirst = newestFirst;
    }

    /** Adds a block of the view's partition of this number. */
    void add(int partition, long address, long minMillis, long maxMillis) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            addresses = Arrays.copyOf(addresses, 2 * size);
            partitions = Arrays.copyOf(partitions, 2 * size);
        }
        keys[size] = newestFirst ? -maxMillis : minMillis;
        addresses[size] = address;
        partitions[size] = partition;
        size++;
        ordered = false;
    }

    /** Adds the view's live block of this number. */
    void addLive(int number, BlockHeader header) {
        add(LIVE, number, header.minMillis(), header.maxMillis());
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** No record of the blocks that are left is newer (or older, if the oldest come first) than this. */
    long bestMillis() {
        order();
        return newestFirst ? -keys[0] : keys[0];
    }

    /** Opens the next block; null when it is damaged or its partition was dropped meanwhile. */
    @Nullable
    Block next() throws IOException {
        order();
        int partition = partitions[0];
        long address = addresses[0];
        skip();
        if (partition == LIVE) {
            return view.live().get((int) address);
        }
        Partition from = view.partitions().get(partition).partition();
        try {
            return from.block(address);
        } catch (IOException e) {
            if (from.isDropped()) {
                return null;
            }
            throw e;
        }
    }

    /** The header of the next block, unopened; null when it is damaged or its partition was dropped meanwhile. */
    @Nullable
    BlockHeader peekHeader() throws IOException {
        order();
        int partition = partitions[0];
        if (partition == LIVE) {
            return view.live().get((int) addresses[0]).header();
        }
        Partition from = view.partitions().get(partition).partition();
        return from.isDropped() ? null : from.blocks().header(addresses[0]);
    }

    /** Leaves the next block out. */
    void skip() {
        order();
        size--;
        move(size, 0);
        siftDown(0);
    }

    private void order() {
        if (!ordered) {
            for (int i = size / 2 - 1; i >= 0; i--) {
                siftDown(i);
            }
            ordered = true;
        }
    }

    private void siftDown(int from) {
        int parent = from;
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && keys[child + 1] < keys[child]) {
                child++;
            }
            if (keys[parent] <= keys[child]) {
                return;
            }
            swap(parent, child);
            parent = child;
        }
    }

    private void swap(int a, int b) {
        long key = keys[a];
        long address = addresses[a];
        int partition = partitions[a];
        move(b, a);
        keys[b] = key;
        addresses[b] = address;
        partitions[b] = partition;
    }

    private void move(int from, int to) {
        keys[to] = keys[from];
        addresses[to] = addresses[from];
        partitions[to] = partitions[from];
    }
}
