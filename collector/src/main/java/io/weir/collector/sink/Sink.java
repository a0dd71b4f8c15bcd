package io.weir.collector.sink;

import io.weir.collector.metric.SampleTap;
import io.weir.collector.sink.SinkStatus.State;
import io.weir.collector.sink.delivery.Exporter;
import io.weir.collector.sink.spool.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One sink: what comes in is spooled, what is spooled is sent. Thread-safe. */
final class Sink implements AutoCloseable {
    private final SinkConfig config;
    private final Clock clock;
    private final Spool spool;
    private final SinkIntake intake;
    private final SinkSender sender;

    private Sink(SinkConfig config, Path folder, Clock clock) throws IOException {
        this.config = config;
        this.clock = clock;
        this.spool = Spool.open(folder, config.spoolBytes());
        Exporter exporter = config.destination().exporter(folder, config.timeout(), clock);
        this.intake = new SinkIntake(config, spool);
        this.sender = new SinkSender(config, spool, exporter, clock);
    }

    /** A sink whose spool is a folder below {@code spools}. */
    static Sink open(SinkConfig config, Path spools, Clock clock) {
        Path folder = spools.resolve(config.name());
        try {
            return new Sink(config, folder, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("the spool of sink " + config.name() + " cannot be opened in " + folder, e);
        }
    }

    SampleTap tap() {
        return intake;
    }

    SinkStatus status() {
        // In the direction samples go, so that one which moves on meanwhile is counted twice rather than not at all.
        long queued = intake.queued();
        long undelivered = sender.undelivered();
        SinkSender.Tally tally = sender.tally();
        String fault = intake.fault();
        Instant now = clock.instant();
        long waiting = queued + undelivered;
        Duration lag = tally.oldestMs() == 0
                ? Duration.ZERO
                : Duration.ofMillis(Math.max(0, now.toEpochMilli() - tally.oldestMs()));
        return new SinkStatus(
                config.name(),
                config.destination().kind(),
                config.destination().url(),
                tally.state(),
                tally.since(),
                waiting == 0 || tally.state() == State.UNKNOWN ? Duration.ZERO : lag,
                waiting,
                spool.bytes(),
                config.spoolBytes(),
                tally.sent(),
                spool.droppedSamples() + intake.unwritten(),
                intake.overrun(),
                tally.rejected(),
                tally.notFinite(),
                tally.sends(),
                tally.failedSends(),
                fault == null ? tally.lastError() : fault,
                fault == null ? tally.lastErrorAt() : now,
                tally.lastDeliveredAt(),
                tally.retryAt());
    }

    @Override
    public void close() {
        sender.close();
        intake.close();
        try {
            spool.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the spool of sink " + config.name() + " cannot be closed", e);
        }
    }
}
