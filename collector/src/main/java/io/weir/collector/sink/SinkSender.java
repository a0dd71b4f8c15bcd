package io.weir.collector.sink;

import io.weir.collector.sink.SinkStatus.State;
import io.weir.collector.sink.delivery.Delivery;
import io.weir.collector.sink.delivery.Exporter;
import io.weir.collector.sink.spool.Spool;
import io.weir.collector.sink.spool.Spooled;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a spool on, in order, on a thread of its own, until each sample was taken or refused for good. */
final class SinkSender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SinkSender.class);

    /** How long samples are gathered into one send when there are few. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** How often wrong credentials are tried again: the server's side may be what is mended. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** When so many samples of one batch are bad, the rest that is refused is left out without looking at each. */
    private static final int MOST_BAD_POINTS = 100;

    /** What was done so far; read by other threads. */
    record Tally(
            State state,
            Instant since,
            long sent,
            long rejected,
            long notFinite,
            long sends,
            long failedSends,
            long inFlight,
            long oldestMs,
            @Nullable String lastError,
            @Nullable Instant lastErrorAt,
            @Nullable Instant lastDeliveredAt,
            @Nullable Instant retryAt) {}

    private final SinkConfig config;
    private final Spool spool;
    private final Exporter exporter;
    private final Clock clock;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    // Written by the sender's thread.
    private State state = State.UNKNOWN;
    private Instant since;
    private long sent;
    private long rejected;
    private long notFinite;
    private long sends;
    private long failedSends;
    private long inFlight;
    private long oldestMs;
    private int badPoints;
    private long freeNanos = System.nanoTime();
    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;
    private @Nullable Instant lastDeliveredAt;
    private @Nullable Instant retryAt;
    private volatile Tally tally;

    SinkSender(SinkConfig config, Spool spool, Exporter exporter, Clock clock) {
        this.config = config;
        this.spool = spool;
        this.exporter = exporter;
        this.clock = clock;
        this.since = clock.instant();
        this.tally = tallied();
        this.thread = new Thread(this::run, "weir-sink-" + config.name());
        this.thread.setDaemon(true);
        this.thread.start();
    }

    Tally tally() {
        return tally;
    }

    private void run() {
        while (!isClosing()) {
            try {
                Spool.Batch batch = next();
                if (batch == null) {
                    oldestMs = 0;
                    note(exporter.idle(), 0);
                    pause(LINGER);
                } else {
                    deliver(batch);
                }
            } catch (IOException | RuntimeException e) {
                failed(String.valueOf(e));
                log.error("sink {} stumbled and goes on", config.name(), e);
                pause(backoff.next());
            }
        }
    }

    /** Takes from the spool. What is taken is under way at the same moment, so that it is always counted as one of the two. */
    private synchronized Spool.@Nullable Batch next() throws IOException {
        Spool.Batch batch = spool.read(config.batchSamples());
        if (batch != null) {
            inFlight = batch.samples().size();
            oldestMs = batch.samples().get(0).timestampMs();
            publish();
        }
        return batch;
    }

    /** Samples in the spool and under way. */
    synchronized long undelivered() {
        return spool.unread() + tally.inFlight();
    }

    private void deliver(Spool.Batch batch) throws IOException {
        List<Spooled> samples = batch.samples();
        badPoints = 0;
        for (int from = 0; from < samples.size(); from += config.batchSamples()) {
            deliver(samples.subList(from, Math.min(samples.size(), from + config.batchSamples())));
        }
        if (!isClosing()) {
            spool.delivered(batch.end());
            inFlight = 0;
            publish();
            if (samples.size() < config.batchSamples()) {
                pause(LINGER);
            }
        }
    }

    /** Sends until it is settled; a refused batch is halved until the bad sample stands alone. */
    private void deliver(List<Spooled> samples) {
        while (!isClosing()) {
            paceFor(samples.size());
            sends++;
            Delivery delivery = exporter.send(samples);
            if (delivery instanceof Delivery.Refused refused) {
                if (samples.size() == 1 || badPoints >= MOST_BAD_POINTS) {
                    reject(samples, refused.why());
                } else {
                    int half = samples.size() / 2;
                    deliver(samples.subList(0, half));
                    deliver(samples.subList(half, samples.size()));
                }
                return;
            }
            if (note(delivery, samples.size())) {
                return;
            }
        }
    }

    private void reject(List<Spooled> samples, String why) {
        badPoints++;
        rejected += samples.size();
        backoff.reset();
        error(why);
        log.warn(
                "sink {}: the server refuses {} sample(s), such as {} at {}; left out: {}",
                config.name(),
                samples.size(),
                samples.get(0).series(),
                samples.get(0).timestampMs(),
                why);
        publish();
    }

    /** Takes note of an answer, and waits when the server has to be waited for; true when the samples are settled. */
    private boolean note(Delivery delivery, int count) {
        if (delivery instanceof Delivery.Done done) {
            if (count > 0) {
                sent += Math.max(0, count - done.leftOut() - done.notFinite() - done.rejected());
                notFinite += done.notFinite();
                rejected += done.rejected();
                lastDeliveredAt = clock.instant();
            }
            if (count > 0 || state == State.RETRYING) {
                backoff.reset();
                enter(State.UP);
            }
            String warning = done.warning();
            if (warning != null) {
                error(warning);
            }
            publish();
            return true;
        }
        if (delivery instanceof Delivery.Denied denied) {
            if (state != State.PAUSED) {
                log.error("sink {}: {}; it is paused, and samples are spooled", config.name(), denied.why());
            }
            failed(denied.why());
            enter(State.PAUSED);
            await(PAUSE);
        } else if (delivery instanceof Delivery.Retry retry && !isClosing()) {
            if (state != State.RETRYING) {
                log.warn("sink {}: {}; it is tried again, and samples are spooled", config.name(), retry.why());
            }
            failed(retry.why());
            enter(State.RETRYING);
            Duration own = backoff.next();
            Duration wanted = retry.after();
            await(wanted != null && wanted.compareTo(own) > 0 ? wanted : own);
        } else if (delivery instanceof Delivery.Refused refused) {
            failed(refused.why());
        }
        return false;
    }

    private void failed(String why) {
        failedSends++;
        error(why);
        publish();
    }

    private void error(String why) {
        lastError = why;
        lastErrorAt = clock.instant();
    }

    private void enter(State next) {
        if (state != next) {
            if (next == State.UP && state != State.UNKNOWN) {
                log.info("sink {} is up again; {} samples wait", config.name(), spool.unread());
            }
            state = next;
            since = clock.instant();
        }
    }

    private void await(Duration wait) {
        retryAt = clock.instant().plus(wait);
        publish();
        pause(wait);
        retryAt = null;
    }

    /** Keeps to the drain rate: a server that comes back must not be knocked down by what waited for it. */
    private void paceFor(int samples) {
        long now = System.nanoTime();
        if (freeNanos - now > 0) {
            pause(Duration.ofNanos(freeNanos - now));
        }
        freeNanos = Math.max(now, freeNanos) + samples * TimeUnit.SECONDS.toNanos(1) / config.drainRate();
    }

    private void pause(Duration wait) {
        try {
            boolean unused = closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void publish() {
        tally = tallied();
    }

    private Tally tallied() {
        return new Tally(
                state,
                since,
                sent,
                rejected,
                notFinite,
                sends,
                failedSends,
                inFlight,
                oldestMs,
                lastError,
                lastErrorAt,
                lastDeliveredAt,
                retryAt);
    }

    /** Ends a send at once; what was not delivered stays in the spool. */
    @Override
    public void close() {
        closing.countDown();
        exporter.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
