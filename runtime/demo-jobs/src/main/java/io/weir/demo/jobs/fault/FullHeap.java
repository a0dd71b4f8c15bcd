package io.weir.demo.jobs.fault;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the heap so full of small objects in use that whatever is made anew needs a full collection. It lets go of some when the heap
 * overflows: an OutOfMemoryError would be another fault.
 */
final class FullHeap {
    private static final int BATCH = 2_000;
    private static final int OBJECT_BYTES = 100;
    private static final double FULL = 0.93;

    private static final List<byte[][]> HELD = new ArrayList<>();
    private static int turn;

    /** Makes some objects and, while there is room, holds on to them; then each batch takes the place of an older one. */
    void use() {
        synchronized (HELD) {
            try {
                byte[][] batch = batch();
                Runtime runtime = Runtime.getRuntime();
                long used = runtime.totalMemory() - runtime.freeMemory();
                if (HELD.size() < 50 || used < FULL * runtime.maxMemory()) {
                    HELD.add(batch);
                } else {
                    turn = (turn + 1) % HELD.size();
                    HELD.set(turn, batch);
                }
            } catch (OutOfMemoryError e) {
                int kept = HELD.size() * 49 / 50;
                HELD.subList(kept, HELD.size()).clear();
            }
        }
    }

    private static byte[][] batch() {
        byte[][] batch = new byte[BATCH][];
        for (int i = 0; i < BATCH; i++) {
            batch[i] = new byte[OBJECT_BYTES];
        }
        return batch;
    }
}
