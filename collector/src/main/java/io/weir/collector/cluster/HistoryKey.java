package io.weir.collector.cluster;

import io.weir.collector.flink.JobException;
import io.weir.collector.signal.CheckpointFinished;
import io.weir.collector.signal.JobExceptionRaised;
import io.weir.collector.signal.JobStatusChanged;
import io.weir.collector.signal.SavepointTriggered;
import io.weir.collector.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What makes a kept signal the same as another.
 *
 * @param atMs when it happened; of a checkpoint, when it was triggered
 * @param detail what tells signals of the same time apart
 */
record HistoryKey(Kind kind, String cluster, String jobId, long atMs, String detail) {
    /** The kinds of signals that are kept. */
    enum Kind {
        STATUS_CHANGE(JobHistory.MAX_STATUS_CHANGES),
        EXCEPTION(JobHistory.MAX_EXCEPTIONS),
        CHECKPOINT(JobHistory.MAX_CHECKPOINTS),
        SAVEPOINT(JobHistory.MAX_CHECKPOINTS);

        private final int most;

        Kind(int most) {
            this.most = most;
        }

        /** How many of a job are kept. */
        int most() {
            return most;
        }
    }

    /** The key of a signal that is kept; empty for the others. */
    static Optional<HistoryKey> of(Signal signal) {
        if (signal instanceof JobStatusChanged change) {
            return Optional.of(new HistoryKey(
                    Kind.STATUS_CHANGE,
                    change.cluster(),
                    change.jobId(),
                    change.at().toEpochMilli(),
                    change.current().name()));
        }
        if (signal instanceof JobExceptionRaised raised) {
            return Optional.of(new HistoryKey(
                    Kind.EXCEPTION,
                    raised.cluster(),
                    raised.jobId(),
                    raised.exception().at().toEpochMilli(),
                    digest(raised.exception())));
        }
        if (signal instanceof CheckpointFinished finished) {
            return Optional.of(new HistoryKey(
                    Kind.CHECKPOINT,
                    finished.cluster(),
                    finished.jobId(),
                    finished.checkpoint().triggeredAt().toEpochMilli(),
                    Long.toString(finished.checkpoint().id())));
        }
        if (signal instanceof SavepointTriggered triggered) {
            return Optional.of(new HistoryKey(
                    Kind.SAVEPOINT,
                    triggered.cluster(),
                    triggered.jobId(),
                    triggered.at().toEpochMilli(),
                    Long.toString(triggered.savepointId())));
        }
        return Optional.empty();
    }

    private static String digest(JobException exception) {
        String identity = exception.className() + '\n' + exception.taskName() + '\n' + exception.headline();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
