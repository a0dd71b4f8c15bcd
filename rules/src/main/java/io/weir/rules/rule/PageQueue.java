package io.weir.rules.rule;

import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.scrape.PagePublished;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands pages from the threads that read them to one thread that evaluates rules, so that scraping never waits for rules. Of a
 * target that is ahead of the rules only the newest page waits; how often it is their turn goes by what a turn costs. Thread-safe.
 */
public final class PageQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageQueue.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Consumer<PagePublished> consumer;
    private final Map<Labels, PagePublished> waiting = new LinkedHashMap<>();
    private final Thread thread;
    private long overtaken;
    private boolean closed;
    private final Pace pace = new Pace();

    /** Begins to hand pages to {@code consumer}. */
    public PageQueue(Consumer<PagePublished> consumer) {
        this.consumer = consumer;
        this.thread = new Thread(this::run, "weir-rule-pages");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Queues a page; never waits. */
    public void offer(PagePublished page) {
        synchronized (waiting) {
            PagePublished before = waiting.putIfAbsent(page.target(), page);
            if (before != null) {
                // The place in the queue and the time since which the rules owe a look stay those of the older one.
                overtaken++;
                waiting.put(page.target(), new PagePublished(page.target(), page.scrapedAt(), before.publishedAt()));
            }
            waiting.notifyAll();
        }
    }

    private void run() {
        while (true) {
            List<PagePublished> pages;
            synchronized (waiting) {
                while (waiting.isEmpty() && !closed) {
                    try {
                        waiting.wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                if (closed) {
                    return;
                }
                pages = List.copyOf(waiting.values());
                waiting.clear();
            }
            long before = THREADS.getCurrentThreadCpuTime();
            pages.forEach(this::hand);
            rest(pace.restAfter(THREADS.getCurrentThreadCpuTime() - before));
        }
    }

    /** What comes meanwhile waits, and is looked at together. */
    private void rest(long nanos) {
        long until = System.nanoTime() + nanos;
        synchronized (waiting) {
            long left = nanos;
            while (left > 0 && !closed) {
                try {
                    waiting.wait(left / 1_000_000, (int) (left % 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                left = until - System.nanoTime();
            }
        }
    }

    private void hand(PagePublished page) {
        try {
            consumer.accept(page);
        } catch (RuntimeException e) {
            LOG.warn("Rules could not look at a page of {}; the next look follows", page.target(), e);
        }
    }

    /** What is counted about the queue. */
    public List<SelfMetric> selfMetrics() {
        synchronized (waiting) {
            return List.of(SelfMetric.counter(
                    "weir_rule_pages_overtaken_total",
                    "Pages that rules did not look at because the target's next one had come.",
                    overtaken));
        }
    }

    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.notifyAll();
        }
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
