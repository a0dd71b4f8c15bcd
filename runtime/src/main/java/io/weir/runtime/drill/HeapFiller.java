package io.weir.runtime.drill;

import java.util.ArrayList;
import java.util.List;

/**
 * Fills the heap of the JVM it is loaded into as an <a
 * href="https://docs.oracle.com/en/java/javase/17/docs/api/java.instrument/java/lang/instrument/package-summary.html">agent</a>, and lets go of it
 * after a while.
 */
public final class HeapFiller {
    private static final int PIECE = 1 << 20;
    private static final double FULL = 0.97;
    private static final long PAUSE_MILLIS = 100;

    private HeapFiller() {}

    /** @param seconds for how long */
    public static void agentmain(String seconds) {
        long end = System.nanoTime() + Long.parseLong(seconds) * 1_000_000_000L;
        Thread filling = new Thread(() -> fill(end), "weir-drill");
        filling.setDaemon(true);
        filling.start();
    }

    private static void fill(long end) {
        List<byte[]> held = new ArrayList<>();
        while (System.nanoTime() < end) {
            Runtime heap = Runtime.getRuntime();
            try {
                long used = heap.totalMemory() - heap.freeMemory();
                if (used < FULL * heap.maxMemory()) {
                    held.add(new byte[PIECE]);
                    continue;
                }
            } catch (OutOfMemoryError e) {
                // Full is what it is to be.
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
        held.clear();
    }
}
