package io.weir.collector.history;

import java.time.Instant;

/** Hears how far an export is, and may stop it. Called on the exporting thread, after each stretch of time. */
public interface ExportProgress {
    /** Nobody listens and nobody stops it. */
    ExportProgress SILENT = new ExportProgress() {
        @Override
        public void readTo(Instant time, long rows) {
            // Nobody asked.
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /** Everything up to a time was read, so many rows; the file is written when all was. */
    void readTo(Instant time, long rows);

    /** True when the export shall end with an error and without a file. */
    boolean isCancelled();
}
