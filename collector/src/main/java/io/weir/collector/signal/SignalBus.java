package io.weir.collector.signal;

import io.weir.collector.metric.SelfMetric;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries signals to their listeners: one bounded queue, one thread, in order. A listener that throws is logged and the others still
 * hear the signal. Thread-safe.
 */
public final class SignalBus implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SignalBus.class);
    private static final int CAPACITY = 10_000;
    private static final long PATIENCE_SECONDS = 5;

    private final BlockingQueue<Signal> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final List<Consumer<Signal>> listeners = new CopyOnWriteArrayList<>();
    private final Consumer<Signal> told;
    private final Thread thread;
    private final AtomicLong tellings = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong listenerFailures = new AtomicLong();
    private volatile boolean closing;

    /**
     * A bus whose thread runs.
     *
     * @param told hears of every signal after all listeners have: what must not be told again is remembered there
     */
    public SignalBus(Consumer<Signal> told) {
        this.told = told;
        this.thread = new Thread(this::dispatch, "weir-signals");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Tells every later signal to a listener, on the bus's thread. */
    public void listen(Consumer<Signal> listener) {
        listeners.add(listener);
    }

    /** Queues a signal. When the queue stays full for some seconds the signal is counted as lost, and logged. */
    public void publish(Signal signal) {
        try {
            // A listener that publishes must not wait for itself.
            long patience = Thread.currentThread() == thread ? 0 : PATIENCE_SECONDS;
            if (!queue.offer(signal, patience, TimeUnit.SECONDS)) {
                lose(signal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!queue.offer(signal)) {
                lose(signal);
            }
        }
    }

    private void lose(Signal signal) {
        lost.incrementAndGet();
        log.error("{} signals are waiting already; lost: {}", CAPACITY, signal);
    }

    private void dispatch() {
        while (true) {
            Signal signal = next();
            if (signal != null) {
                tell(signal);
            } else if (closing) {
                return;
            }
        }
    }

    private @Nullable Signal next() {
        try {
            return closing ? queue.poll() : queue.poll(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The thread is ours, and only close() ends it.
            return null;
        }
    }

    private void tell(Signal signal) {
        for (Consumer<Signal> listener : listeners) {
            hear(listener, signal);
        }
        hear(told, signal);
        tellings.incrementAndGet();
    }

    private void hear(Consumer<Signal> listener, Signal signal) {
        try {
            listener.accept(signal);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            listenerFailures.incrementAndGet();
            log.error("a listener failed on {}", signal, e);
        }
    }

    /** The bus's own counters. */
    public List<SelfMetric> selfMetrics() {
        return List.of(
                SelfMetric.counter("weir_signals_total", "Signals that all listeners heard.", tellings.get()),
                SelfMetric.counter(
                        "weir_signals_lost_total", "Signals given up because the queue stayed full.", lost.get()),
                SelfMetric.counter(
                        "weir_signal_listener_failures_total", "How often a listener threw.", listenerFailures.get()),
                SelfMetric.gauge("weir_signals_waiting", "Signals in the queue.", queue.size()));
    }

    /** Tells what is queued, for some seconds at most, and ends the thread. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.error("closing with {} signals untold: a listener does not return", queue.size());
        }
    }
}
