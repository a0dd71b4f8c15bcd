package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.Mode;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.snapshot.StateFiles;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long what runs leave is kept: the newest runs in the books, and the checkpoints of the newest that ran. Savepoints stay until
 * somebody deletes them.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    static final int RUNS = 200;
    static final int WITH_CHECKPOINTS = 10;

    private final Books books;

    Retention(Books books) {
        this.books = books;
    }

    void apply(Deployment deployment) {
        List<Run> ran = books.runs().of(deployment.id(), RUNS).stream()
                .filter(run -> run.runningAt() != null)
                .toList();
        List<Run> kept = ran.subList(0, Math.min(WITH_CHECKPOINTS, ran.size()));
        for (Run run : ran.subList(kept.size(), ran.size())) {
            String folder = StateChoice.checkpointsOf(run);
            // On a session cluster the folder is not ours to clean.
            if (folder != null && run.mode() == Mode.APPLICATION && !isNeeded(folder, kept)) {
                forget(folder);
            }
        }
        books.runs().keep(deployment.id(), RUNS);
    }

    /** A run that made no snapshot of its own goes on from the one it began with. */
    private static boolean isNeeded(String folder, List<Run> kept) {
        String job = folder.substring(folder.lastIndexOf('/') + 1);
        return kept.stream().anyMatch(run -> String.valueOf(run.restoredFrom()).contains("/" + job + "/"));
    }

    private static void forget(String folder) {
        try {
            StateFiles.delete(folder);
        } catch (IOException e) {
            LOG.warn("The old checkpoints in {} stay: {}", folder, e.getMessage());
        }
    }
}
