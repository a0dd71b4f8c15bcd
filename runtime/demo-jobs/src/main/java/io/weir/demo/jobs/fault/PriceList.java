package io.weir.demo.jobs.fault;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Prices behind one lock, which a thread that refreshes them holds for most of the time. */
final class PriceList {
    private static final Object LOCK = new Object();
    private static final long REFRESH_MILLIS = 40;
    private static @Nullable Thread refresher;
    private static long version;

    private PriceList() {}

    static void refreshForEver() {
        synchronized (PriceList.class) {
            if (refresher == null) {
                refresher = new Thread(PriceList::refresh, "price-refresher");
                refresher.setDaemon(true);
                refresher.start();
            }
        }
    }

    static void stop() {
        synchronized (PriceList.class) {
            if (refresher != null) {
                refresher.interrupt();
                refresher = null;
            }
        }
    }

    static long priceOf(long number) throws InterruptedException {
        synchronized (LOCK) {
            // So that few prices are had in the moments in which nobody refreshes.
            TimeUnit.MICROSECONDS.sleep(500);
            return number + version;
        }
    }

    private static void refresh() {
        try {
            while (true) {
                synchronized (LOCK) {
                    version++;
                    TimeUnit.MILLISECONDS.sleep(REFRESH_MILLIS);
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
