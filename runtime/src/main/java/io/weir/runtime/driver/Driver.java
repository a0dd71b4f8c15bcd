package io.weir.runtime.driver;

import io.weir.runtime.distribution.Progress;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where runs live. Thread-safe; calls for one run come one after the other. */
public interface Driver {
    /**
     * Sees to it that the run's job is there, by looking first: after a crash it is called again with the same plan, and starts
     * nothing twice.
     *
     * @throws StartFailedException when it cannot be started; nothing of it is left then
     * @throws IOException when it cannot be told whether it was started
     */
    void start(RunPlan plan, Progress progress) throws IOException;

    /** Looks for the run's cluster, and takes up again what an earlier Weir left of it. Starts no job. */
    Presence find(RunPlan plan);

    /** The last lines that the run's program wrote to its output, oldest first; none where they cannot be had. */
    default List<String> said(RunPlan plan) {
        return List.of();
    }

    /** Removes what belongs to the run alone; its state stays. Does nothing when there is nothing. */
    void release(RunPlan plan);

    /**
     * The URI of the folder under which the run's job keeps its checkpoints; null when it is not known.
     *
     * @throws IOException when it cannot be asked for
     */
    @Nullable
    String checkpoints(RunPlan plan) throws IOException;

    /**
     * The URI of the folder for savepoints; null when there is none.
     *
     * @throws IOException when it cannot be asked for
     */
    @Nullable
    String savepoints(RunPlan plan) throws IOException;
}
