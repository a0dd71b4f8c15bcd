package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.DeploymentStore;
import io.weir.runtime.deployment.MemoryDeploymentStore;
import io.weir.runtime.deployment.MemoryRunStore;
import io.weir.runtime.deployment.RunStore;
import io.weir.runtime.deployment.SqlDeploymentStore;
import io.weir.runtime.deployment.SqlRunStore;
import io.weir.runtime.snapshot.MemorySnapshotStore;
import io.weir.runtime.snapshot.SnapshotStore;
import io.weir.runtime.snapshot.SqlSnapshotStore;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/** All that is written of deployments. */
public final class Books {
    private final DeploymentStore deployments;
    private final RunStore runs;
    private final SnapshotStore snapshots;
    private final ActStore acts;
    private final Consumer<Runnable> together;

    private Books(
            DeploymentStore deployments,
            RunStore runs,
            SnapshotStore snapshots,
            ActStore acts,
            Consumer<Runnable> together) {
        this.deployments = deployments;
        this.runs = runs;
        this.snapshots = snapshots;
        this.acts = acts;
        this.together = together;
    }

    /** In the database. */
    public static Books in(Jdbi jdbi) {
        return new Books(
                new SqlDeploymentStore(jdbi),
                new SqlRunStore(jdbi),
                new SqlSnapshotStore(jdbi),
                new SqlActStore(jdbi),
                work -> jdbi.useTransaction(handle -> work.run()));
    }

    /** In memory. */
    public static Books inMemory() {
        return new Books(
                new MemoryDeploymentStore(),
                new MemoryRunStore(),
                new MemorySnapshotStore(),
                new MemoryActStore(),
                Runnable::run);
    }

    public DeploymentStore deployments() {
        return deployments;
    }

    public RunStore runs() {
        return runs;
    }

    public SnapshotStore snapshots() {
        return snapshots;
    }

    ActStore acts() {
        return acts;
    }

    /** Runs work whose writes take effect together or not at all. */
    void together(Runnable work) {
        together.accept(work);
    }
}
