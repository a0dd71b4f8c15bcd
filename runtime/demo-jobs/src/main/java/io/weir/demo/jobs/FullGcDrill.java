package io.weir.demo.jobs;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the JVM in full collections while its drill is on: it holds many small objects, which take long to mark and move,
 * and asks for one collection after another, about four fifths of the time.
 */
final class FullGcDrill {
    private static final Logger LOG = LoggerFactory.getLogger(FullGcDrill.class);
    private static final long MOST_BYTES = 100L << 20;

    /** How much of the heap may be full: an OutOfMemoryError would be another drill. */
    private static final double FULL = 0.75;

    private static final int BYTES_OF_NODE = 24 + 16 + 32;

    private final DrillSwitch drill;
    private final Thread thread = new Thread(this::run, "settlement-cache");
    private volatile boolean stopped;

    /** A list node is small and points to the next one: the worst case for a collector. */
    private static final class Node {
        final @Nullable Node next;
        final byte[] content = new byte[32];

        Node(@Nullable Node next) {
            this.next = next;
        }
    }

    FullGcDrill(DrillSwitch drill) {
        this.drill = drill;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!stopped) {
                TimeUnit.MILLISECONDS.sleep(500);
                if (drill.isOn()) {
                    LOG.warn("Settlement cache is being rebuilt");
                    collect();
                    LOG.info("Settlement cache is whole again");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void collect() throws InterruptedException {
        Node held = fill();
        int length = 0;
        while (!stopped && drill.isOn()) {
            long begin = System.nanoTime();
            System.gc();
            TimeUnit.NANOSECONDS.sleep((System.nanoTime() - begin) / 4);
            length += held.content.length;
        }
        LOG.debug("Released the cache after {} bytes", length);
    }

    private static Node fill() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        long room = (long) (FULL * runtime.maxMemory()) - used;
        long nodes = Math.max(1, Math.min(MOST_BYTES, room) / BYTES_OF_NODE);
        Node held = new Node(null);
        for (long node = 1; node < nodes; node++) {
            held = new Node(held);
        }
        return held;
    }
}
