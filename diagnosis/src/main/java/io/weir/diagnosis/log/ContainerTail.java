package io.weir.diagnosis.log;

import io.weir.collector.kubernetes.PodContainer;
import io.weir.collector.kubernetes.PodLogException;
import io.weir.collector.kubernetes.PodLogStream;
import io.weir.collector.kubernetes.PodLogs;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log of one container over all of its runs, on a thread of its own. Kubernetes keeps the logs of two runs: whenever the
 * log is asked for, the run that goes on is taken hold of first, and then what is not known of the run before it is read; so a restart
 * between the two takes nothing away. A log that breaks off is asked for again from the last line on.
 */
final class ContainerTail implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerTail.class);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration IDLE_CUT = Duration.ofSeconds(1);
    private static final Duration STALLED = Duration.ofSeconds(30);

    /** A connection whose other end is gone says nothing, as a quiet container does; so both are asked anew. */
    private static final Duration SILENT = Duration.ofMinutes(5);

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final long REFUSED_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final FileIdentity NO_FILE = new FileIdentity(0, 0, 0, 0);

    private final PodLogs logs;
    private final LogSink sink;
    private final TailContext context;
    private final LogStream stream;
    private final RecordJoiner joiner;
    private final StampedLines lines;
    private final long firstPauseMillis;
    private final Object wakeUp = new Object();
    private volatile PodContainer container;
    private volatile boolean ending;
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile @Nullable String failure;
    private int failures;

    ContainerTail(
            PodLogs logs,
            PodContainer container,
            LogSource source,
            LogSink sink,
            TailContext context,
            Duration firstPause) {
        this.logs = logs;
        this.container = container;
        this.sink = sink;
        this.context = context;
        this.firstPauseMillis = firstPause.toMillis();
        String file = "pod:" + container.pod().uid() + "/" + container.container();
        StreamPosition position = sink.positions(source).stream()
                .filter(each -> each.stream().file().equals(file))
                .findFirst()
                .orElseGet(() -> new StreamPosition(sink.openStream(source, file), NO_FILE, 0, 0));
        this.stream = position.stream();
        this.joiner = new RecordJoiner(Layout.of(source), context.plausible(), context.counters(), position.offset());
        this.lines = new StampedLines(joiner, position.offset());
    }

    /** How the container is now. */
    void update(PodContainer now) {
        boolean changed = now.restarts() != container.restarts() || now.running() != container.running();
        container = now;
        if (changed) {
            wake();
        }
    }

    /** The pod is gone: what its log still holds is read, and nothing is asked for again. */
    void end() {
        ending = true;
        wake();
    }

    /** Ends at once; what was not taken in is read at the next start. */
    void close() {
        closing = true;
        wake();
    }

    boolean isEnded() {
        return ended;
    }

    /** Why the log is unknown now, or null. */
    @Nullable
    String failure() {
        return failure;
    }

    private void wake() {
        synchronized (wakeUp) {
            wakeUp.notifyAll();
        }
    }

    @Override
    public void run() {
        try {
            while (!closing) {
                PodContainer before = container;
                boolean last = ending;
                readSafely(before);
                if (last) {
                    break;
                }
                pause(before);
                if (failures > 2) {
                    // What would continue the last record is late; it must not wait for that for ever.
                    joiner.close();
                    offer();
                }
            }
            if (!closing) {
                joiner.close();
                offer();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
        }
    }

    private void readSafely(PodContainer now) throws InterruptedException {
        try {
            read(now);
            failures = 0;
            failure = null;
        } catch (PodLogException e) {
            failed(now, e.isAbsent() ? null : String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("reading the log of {} failed within Weir, trying on", now.pod(), e);
            failed(now, e.toString());
        }
    }

    private void failed(PodContainer now, @Nullable String reason) {
        failures++;
        if (reason != null && failure == null) {
            LOG.info("the log of {} ({}) breaks off and is asked for again: {}", now.pod(), now.container(), reason);
        }
        failure = reason;
    }

    private void read(PodContainer now) throws PodLogException, InterruptedException {
        Instant since = lines.since();
        PodLogStream current = null;
        PodLogException absent = null;
        try {
            current = logs.follow(now, since);
        } catch (PodLogException e) {
            if (!e.isAbsent()) {
                throw e;
            }
            absent = e;
        }
        try {
            // Also where it is not known to have run before: what the watch told may be older than the answer.
            readPrevious(now, since);
            if (current != null) {
                copy(current);
            }
        } finally {
            if (current != null) {
                current.close();
            }
        }
        if (absent != null) {
            throw absent;
        }
    }

    private void readPrevious(PodContainer now, @Nullable Instant since) throws PodLogException, InterruptedException {
        try (PodLogStream previous = logs.previous(now, since)) {
            copy(previous);
        } catch (PodLogException e) {
            if (!e.isAbsent()) {
                throw e;
            }
            // It has not run before, or its log is gone.
        }
    }

    private void copy(PodLogStream log) throws PodLogException, InterruptedException {
        LineSplitter splitter = new LineSplitter();
        lines.begin();
        long heard = System.nanoTime();
        while (!closing) {
            if (!log.isHereWithin(TICK)) {
                long silent = System.nanoTime() - heard;
                if (silent > IDLE_CUT.toNanos()) {
                    joiner.close();
                    offer();
                }
                if (silent > (ending ? LAST_WORDS : SILENT).toNanos()) {
                    return;
                }
                continue;
            }
            heard = System.nanoTime();
            byte[] bytes = log.next(STALLED);
            if (bytes == null) {
                splitter.flush(0, lines);
                joiner.close();
                offer();
                return;
            }
            context.counters().bytes.add(bytes.length);
            splitter.feed(bytes, bytes.length, 0, lines);
            failure = null;
            failures = 0;
            offer();
        }
    }

    /** Hands over what is whole; waits while the sink takes nothing in, and reads nothing meanwhile. */
    private void offer() throws InterruptedException {
        var records = joiner.take();
        while (!records.isEmpty() && !closing && !sink.append(stream, NO_FILE, records)) {
            TimeUnit.MILLISECONDS.sleep(REFUSED_MILLIS);
        }
    }

    /** Until it is time to ask again, or the container is in another run. */
    private void pause(PodContainer before) throws InterruptedException {
        long most = firstPauseMillis << Math.min(failures, 16);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(most, LONGEST_PAUSE_MILLIS));
        synchronized (wakeUp) {
            while (!closing
                    && !ending
                    && container.restarts() == before.restarts()
                    && container.running() == before.running()
                    && System.nanoTime() < deadline) {
                wakeUp.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        }
    }
}
