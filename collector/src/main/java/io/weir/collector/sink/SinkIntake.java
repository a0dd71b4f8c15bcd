package io.weir.collector.sink;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.Sample;
import io.weir.collector.metric.SampleTap;
import io.weir.collector.sink.spool.Spool;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes samples from the writers of the head into a bounded queue, and from there into the spool on a thread of its own. */
final class SinkIntake implements SampleTap, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SinkIntake.class);

    /** Some seconds of a large cluster; the queue is only ever long when the disk is slow. */
    private static final long MOST_QUEUED = 2_000_000;

    private static final long SYNC_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Page(long timestampMs, Identified[] series, double[] values) {}

    private record Single(Labels labels) implements Identified {}

    private final String name;
    private final Spool spool;
    private final SinkFilter filter;
    private final LinkedBlockingQueue<Page> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queued = new AtomicLong();
    private final AtomicLong overrun = new AtomicLong();
    private final AtomicLong unwritten = new AtomicLong();
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable String fault;

    SinkIntake(SinkConfig config, Spool spool) {
        this.name = config.name();
        this.spool = spool;
        this.filter = new SinkFilter(config.match());
        this.thread = new Thread(this::run, "weir-spool-" + name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    @Override
    public void published(long timestampMs, Identified[] series, double[] values, int count) {
        if (count > 0 && admits(count)) {
            queue.add(new Page(timestampMs, Arrays.copyOf(series, count), Arrays.copyOf(values, count)));
        }
    }

    @Override
    public void published(Labels series, Sample sample) {
        if (admits(1)) {
            queue.add(new Page(
                    sample.timestampMs(), new Identified[] {new Single(series)}, new double[] {sample.value()}));
        }
    }

    private boolean admits(int count) {
        if (queued.addAndGet(count) > MOST_QUEUED) {
            queued.addAndGet(-count);
            overrun.addAndGet(count);
            return false;
        }
        return true;
    }

    private void run() {
        long synced = System.nanoTime();
        while (true) {
            try {
                Page page = queue.poll(200, TimeUnit.MILLISECONDS);
                if (page != null) {
                    write(page);
                    queued.addAndGet(-page.values.length);
                } else if (closing) {
                    return;
                }
                if (System.nanoTime() - synced > SYNC_NANOS) {
                    spool.sync();
                    synced = System.nanoTime();
                }
            } catch (InterruptedException e) {
                // Only close interrupts nobody; what is queued is still written.
                closing = true;
            } catch (IOException | RuntimeException e) {
                told(e);
                synced = System.nanoTime();
            }
        }
    }

    private void write(Page page) {
        int kept = 0;
        for (int i = 0; i < page.values.length; i++) {
            if (filter.wants(page.series[i].labels())) {
                page.series[kept] = page.series[i];
                page.values[kept] = page.values[i];
                kept++;
            }
        }
        try {
            spool.append(page.timestampMs, page.series, page.values, kept);
            fault = null;
        } catch (IOException | RuntimeException e) {
            unwritten.addAndGet(kept);
            told(e);
        }
    }

    private void told(Exception e) {
        if (fault == null) {
            log.error("the spool of sink {} cannot be written; samples are lost to it until it can", name, e);
        }
        fault = "the spool cannot be written: " + e.getMessage();
    }

    /** Why the spool cannot be written, or null. */
    @Nullable
    String fault() {
        return fault;
    }

    long queued() {
        return queued.get();
    }

    /** Samples that came faster than they could be spooled. */
    long overrun() {
        return overrun.get();
    }

    /** Samples that the disk did not take. */
    long unwritten() {
        return unwritten.get();
    }

    /** Spools what is queued, for as long as that takes up to some seconds. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
