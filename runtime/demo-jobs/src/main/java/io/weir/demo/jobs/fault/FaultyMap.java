package io.weir.demo.jobs.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator that hands numbers on, until its time has come. */
final class FaultyMap extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(FaultyMap.class);
    private static final int EXIT_CODE = 7;
    private static final int LEAKED_BYTES = 1 << 20;
    private static final int ROUNDS = 20_000;

    /** Of the class and not of the task, so that a restart of the task does not free it. */
    private static final List<byte[]> LEAKED = new ArrayList<>();

    private final FaultArguments arguments;
    private transient long brokenFromNanos;
    private transient FullHeap heap;
    private transient boolean threw;

    FaultyMap(FaultArguments arguments) {
        this.arguments = arguments;
    }

    @Override
    public void open(OpenContext context) {
        int attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
        if (arguments.fault() == Fault.RESTART_LOOP && attempt > 0) {
            // What the first failure left behind hides it from now on.
            throw new IllegalStateException("session of attempt " + (attempt - 1) + " was never closed");
        }
        brokenFromNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(arguments.afterSeconds());
        heap = new FullHeap();
        if (arguments.fault() == Fault.LOCK) {
            PriceList.refreshForEver();
        }
    }

    @Override
    public Long map(Long number) throws InterruptedException {
        if (System.nanoTime() - brokenFromNanos < 0) {
            return number;
        }
        switch (arguments.fault()) {
            case HEAP_LEAK -> leak();
            case FULL_HEAP -> heap.use();
            case CPU -> {
                return Scores.of(number, ROUNDS);
            }
            case LOCK -> {
                return PriceList.priceOf(number);
            }
            case RESTART_LOOP ->
                throw new IllegalStateException(
                        "booking " + number + " cannot be made",
                        new IllegalArgumentException("account tenant-7 has no currency"));
            case SYSTEM_EXIT -> {
                LOG.info("All is booked");
                System.exit(EXIT_CODE);
            }
            case UNCAUGHT_EXCEPTION -> throwInThread();
            default -> {}
        }
        return number;
    }

    private static void leak() {
        synchronized (LEAKED) {
            LEAKED.add(new byte[LEAKED_BYTES]);
        }
    }

    private void throwInThread() {
        if (!threw) {
            threw = true;
            new Thread(
                            () -> {
                                throw new IllegalStateException("the audit queue lost its consumer");
                            },
                            "audit-writer")
                    .start();
        }
    }

    @Override
    public void close() {
        heap = new FullHeap();
        PriceList.stop();
    }
}
