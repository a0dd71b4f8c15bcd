package io.weir.diagnosis;

import io.weir.collector.Collector;
import io.weir.collector.signal.Signal;
import io.weir.diagnosis.capture.Capture;
import io.weir.diagnosis.consult.ConsultingRoom;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.LogTail;
import io.weir.diagnosis.log.TailMetrics;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Loads a capture into the stores. */
final class CaptureLoad {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 20;

    private final Collector collector;
    private final ConsultingRoom room;
    private final LogTail tail;

    CaptureLoad(Collector collector, ConsultingRoom room, LogTail tail) {
        this.collector = collector;
        this.room = room;
        this.tail = tail;
    }

    /** Returns once everything can be read; gives back how many samples there were. */
    long load(Capture capture) {
        List<Signal> signals = capture.signals();
        capture.state().ifPresent(state -> collector.remember(state, signals));
        signals.forEach(room::hear);
        capture.ends().forEach(room::keep);
        long samples = capture.writeSamples(collector.sink());
        read(capture);
        return samples;
    }

    private void read(Capture capture) {
        long before = tail.metrics().bytes();
        for (LogSource source : capture.logs()) {
            tail.follow(source);
        }
        long wanted = before + capture.logBytes();
        await(() -> tail.metrics().bytes() >= wanted && tail.metrics().lagBytes() == 0);
        // The last record of a file is taken in when its source ends: until then it could go on.
        capture.logs().forEach(tail::unfollow);
        await(() -> {
            TailMetrics now = tail.metrics();
            return now.openFiles() == 0;
        });
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!done.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the logs of the capture were not read within " + PATIENCE);
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the logs of a capture", e);
        }
    }
}
