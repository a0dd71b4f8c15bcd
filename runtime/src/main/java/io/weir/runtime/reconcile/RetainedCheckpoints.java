package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.Deployment;
import io.weir.runtime.deployment.Run;
import io.weir.runtime.snapshot.Snapshot;
import io.weir.runtime.snapshot.StateFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The checkpoints that runs left on disk, found by looking: Flink deletes those that are subsumed whenever it likes. */
final class RetainedCheckpoints {
    private static final int RUNS = 20;

    private final Books books;

    RetainedCheckpoints(Books books) {
        this.books = books;
    }

    /** Newest run first. Their ids are made of the run's id and the checkpoint's number. */
    List<Snapshot> of(Deployment deployment) throws IOException {
        List<Snapshot> snapshots = new ArrayList<>();
        for (Run run : books.runs().of(deployment.id(), RUNS)) {
            String folder = StateChoice.checkpointsOf(run);
            if (folder == null) {
                continue;
            }
            for (StateFiles.Found found : StateFiles.in(folder)) {
                snapshots.add(new Snapshot(
                        run.id() + "-" + found.number(),
                        deployment.id(),
                        run.id(),
                        run.version(),
                        Snapshot.Kind.CHECKPOINT,
                        Snapshot.State.PRESENT,
                        folder,
                        found.path(),
                        "checkpoint " + found.number() + " of run " + run.number(),
                        "flink",
                        run.startedAt(),
                        null,
                        null));
            }
        }
        return snapshots;
    }
}
