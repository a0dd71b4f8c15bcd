package io.weir.collector.scrape;

import io.weir.collector.head.Head;
import io.weir.collector.metric.Labels;
import io.weir.collector.metric.SelfMetric;
import io.weir.collector.target.ScrapeLimits;
import io.weir.collector.target.ScrapePace;
import io.weir.collector.target.Target;
import io.weir.collector.target.TargetStatus;
import io.weir.collector.target.TargetStatus.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes targets into the head, each at its own offset within the interval, which follows from its name: load spreads, and a
 * restart keeps the phase. No thread waits for a target; two read pages. Thread-safe.
 */
public final class Scraper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Scraper.class);
    private static final int WORKERS = 2;
    private static final long DUPLICATES_WARNING_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Head head;
    private final Clock clock;
    private final Duration interval;
    private final Duration timeout;
    private final ScrapeLimits limits;
    private final SpareArrays spare = new SpareArrays();
    private final List<Consumer<PagePublished>> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService workers;
    private final PageFetcher fetcher;
    private final ThreadLocal<Scratch> scratches = ThreadLocal.withInitial(Scratch::new);
    private final ScrapeCounters counters = new ScrapeCounters();
    private final Map<Labels, Loop> loops = new ConcurrentHashMap<>();

    /**
     * A scraper without targets.
     *
     * @param interval of every target that has none of its own
     * @param timeout likewise: one deadline for connect, headers and body
     * @param limits of every target that has none of its own
     */
    public Scraper(Head head, Clock clock, Duration interval, Duration timeout, ScrapeLimits limits) {
        this.head = head;
        this.clock = clock;
        this.interval = interval;
        this.timeout = timeout;
        this.limits = limits.over(ScrapeLimits.DEFAULTS);
        this.timer = new ScheduledThreadPoolExecutor(1, threads("weir-scrape-timer"));
        this.timer.setRemoveOnCancelPolicy(true);
        this.workers = Executors.newFixedThreadPool(WORKERS, threads("weir-scrape"));
        this.fetcher = new PageFetcher(timer, timeout, spare);
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Tells {@code listener} of every page after it was published, on the scraper's threads: it must not block. */
    public void onPage(Consumer<PagePublished> listener) {
        listeners.add(listener);
    }

    private void tell(Target target, Instant scrapedAt) {
        if (listeners.isEmpty()) {
            return;
        }
        PagePublished page = new PagePublished(target.labels(), scrapedAt, clock.instant());
        for (Consumer<PagePublished> listener : listeners) {
            try {
                listener.accept(page);
            } catch (RuntimeException e) {
                log.warn("a listener failed on a page of {}", target.url(), e);
            }
        }
    }

    /** Begins to scrape a target; one with the same labels is replaced. */
    public void add(Target target) {
        Loop loop = new Loop(
                new TargetScrape(target, head, target.options().limits().over(limits)));
        Loop old = loops.put(target.labels(), loop);
        if (old != null) {
            old.stop();
        }
        loop.start();
    }

    /** Ceases to scrape a target and ends its series. */
    public void remove(Target target) {
        Loop loop = loops.remove(target.labels());
        if (loop != null) {
            loop.stop();
        }
    }

    /** Every target and how its scrapes go, by cluster and process. */
    public List<TargetStatus> targets() {
        return loops.values().stream()
                .map(loop -> loop.scrape.status())
                .sorted(Comparator.comparing(
                                (TargetStatus status) -> status.target().cluster())
                        .thenComparing(status -> status.target().process()))
                .toList();
    }

    /** The scraper's own counters. */
    public List<SelfMetric> selfMetrics() {
        List<SelfMetric> metrics = new ArrayList<>(counters.metrics());
        metrics.add(SelfMetric.gauge("weir_scrape_targets", "Targets that are scraped.", loops.size()));
        long flapping = loops.values().stream().filter(Loop::flaps).count();
        metrics.add(SelfMetric.gauge(
                "weir_scrape_flapping_targets", "Targets that keep going down and coming up.", flapping));
        return List.copyOf(metrics);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        fetcher.close();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn("a page was still being read after 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long after a moment the next scrape of a phase is due. */
    static long untilDueMs(long nowMs, long intervalMs, int hash) {
        long phase = Math.floorMod((long) hash, intervalMs);
        return Math.floorMod(phase - nowMs, intervalMs);
    }

    /** The scrapes of one target, one after the other. */
    private final class Loop {
        private final TargetScrape scrape;
        private final Duration every;
        private final Duration within;
        private final HealthLog health = new HealthLog();
        private final Object turn = new Object();
        private long dueNanos;
        private boolean running;
        private boolean stopped;
        private boolean warned;
        private long warnedNanos;

        Loop(TargetScrape scrape) {
            this.scrape = scrape;
            ScrapePace pace = scrape.target().options().pace();
            this.every = pace.intervalOr(interval);
            this.within = pace.timeoutOr(interval, timeout);
        }

        void start() {
            Target target = scrape.target();
            int hash = (target.cluster() + '/' + target.process() + ' ' + target.url()).hashCode() * 0x9E3779B9;
            long delay = untilDueMs(clock.millis(), every.toMillis(), hash >>> 1);
            dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delay);
            schedule();
        }

        private void schedule() {
            try {
                timer.schedule(this::due, dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("no more scrapes of {}: closing", scrape.target().url());
            }
        }

        private void due() {
            try {
                synchronized (turn) {
                    if (stopped) {
                        return;
                    }
                    if (running) {
                        counters.skipped.increment();
                    } else {
                        running = true;
                        begin();
                    }
                }
            } catch (RuntimeException e) {
                log.error("cannot begin a scrape of {}", scrape.target().url(), e);
                synchronized (turn) {
                    running = false;
                }
            } finally {
                // Due times are a fixed grid: after a pause of the whole machine the missed ones are left out.
                long step = every.toNanos();
                dueNanos += step * Math.max(1, (System.nanoTime() - dueNanos) / step + 1);
                schedule();
            }
        }

        private void begin() {
            Instant at = clock.instant();
            long start = System.nanoTime();
            var unused = fetcher.fetch(scrape.target(), scrape.limits().bodyBytes(), within)
                    .whenComplete((fetched, error) -> {
                        Duration duration = Duration.ofNanos(System.nanoTime() - start);
                        try {
                            workers.execute(() -> read(fetched, at, duration));
                        } catch (RejectedExecutionException e) {
                            log.debug(
                                    "a page of {} comes after the end",
                                    scrape.target().url());
                        }
                    });
        }

        private void read(Fetched fetched, Instant at, Duration duration) {
            synchronized (turn) {
                running = false;
                if (stopped) {
                    return;
                }
                Health before = scrape.status().health();
                try {
                    count(publish(fetched, at, duration));
                    tell(scrape.target(), at);
                    health.scraped(before, scrape.status(), at);
                } catch (RuntimeException e) {
                    log.error("reading a page of {} failed", scrape.target().url(), e);
                    counters.failed(ScrapeFailure.Reason.INTERNAL);
                }
            }
        }

        private @Nullable ScrapeFailure publish(Fetched fetched, Instant at, Duration duration) {
            if (fetched instanceof Fetched.Failed failed) {
                return scrape.failed(failed.failure(), at, duration);
            }
            Fetched.Answer answer = (Fetched.Answer) fetched;
            Scratch scratch = scratches.get();
            Body plain = answer.body();
            if (answer.gzip()) {
                long limit = scrape.limits().bodyBytes();
                plain = new Body(spare.take(scrape.pageBytes()), limit);
                ScrapeFailure broken = scratch.gzip.inflate(
                        answer.body().bytes(), answer.body().size(), plain, limit);
                spare.give(answer.body().bytes());
                if (broken != null) {
                    return scrape.failed(broken, at, duration);
                }
            }
            ScrapeFailure failure = scrape.page(answer.format(), plain, at, duration, scratch);
            spare.give(plain.bytes());
            return failure;
        }

        private void count(@Nullable ScrapeFailure failure) {
            counters.scraped(scrape, failure);
            if (failure == null && scrape.duplicates() > 0) {
                warnOfDuplicates();
            }
        }

        /** At most once an hour: the page will be the same at the next scrape. */
        private void warnOfDuplicates() {
            long now = System.nanoTime();
            if (!warned || now - warnedNanos > DUPLICATES_WARNING_NANOS) {
                warned = true;
                warnedNanos = now;
                log.warn(
                        "{} has {} lines that repeat a series; the first of each is kept",
                        scrape.target().url(),
                        scrape.duplicates());
            }
        }

        boolean flaps() {
            synchronized (turn) {
                return health.flaps(clock.instant());
            }
        }

        void stop() {
            synchronized (turn) {
                if (!stopped) {
                    stopped = true;
                    scrape.end(clock.instant());
                }
            }
        }
    }
}
