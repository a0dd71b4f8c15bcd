package io.weir.rules.replay;

import java.time.Instant;

/** Hears how far a replay is, and may stop it. Called on the replaying thread, often. */
public interface ReplayProgress {
    /** Nobody listens and nobody stops it. */
    ReplayProgress SILENT = new ReplayProgress() {
        @Override
        public void at(double share, Instant time) {
            // Nobody asked.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /** So much is done, 0 to 1; {@code time} is the replayed time. */
    void at(double share, Instant time);

    /** True when the replay shall end with an error. */
    boolean isCancelled();
}
