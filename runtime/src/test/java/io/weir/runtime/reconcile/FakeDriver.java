package io.weir.runtime.reconcile;

import io.weir.runtime.deployment.Run;
import io.weir.runtime.distribution.Progress;
import io.weir.runtime.driver.Driver;
import io.weir.runtime.driver.Presence;
import io.weir.runtime.driver.RunPlan;
import io.weir.runtime.driver.StartFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place where starts succeed at once, unless a test says otherwise. */
final class FakeDriver implements Driver {
    final List<Run> started = new ArrayList<>();
    final List<Run> released = new ArrayList<>();
    private final FakeFlink flink;
    private final Path folder;
    volatile boolean up;
    volatile @Nullable String refusal;
    volatile boolean savepointFolder = true;

    FakeDriver(FakeFlink flink, Path folder) {
        this.flink = flink;
        this.folder = folder;
    }

    @Override
    public void start(RunPlan plan, Progress progress) throws StartFailedException {
        String no = refusal;
        if (no != null) {
            throw new StartFailedException(no);
        }
        started.add(plan.run());
        flink.jobs.put(plan.run().jobId(), "RUNNING");
        up = true;
    }

    @Override
    public Presence find(RunPlan plan) {
        return up ? new Presence.There(flink.uri()) : new Presence.Gone("its JobManager ended with exit code 137");
    }

    @Override
    public void release(RunPlan plan) {
        released.add(plan.run());
        up = false;
        flink.forget();
    }

    @Override
    public String checkpoints(RunPlan plan) {
        return folder.resolve("checkpoints").toUri().toString();
    }

    @Override
    public @Nullable String savepoints(RunPlan plan) {
        return savepointFolder ? folder.resolve("savepoints").toUri().toString() : null;
    }

    /** A checkpoint as the run's job would leave it. */
    void checkpoint(Run run, long number) {
        FakeFlink.write(folder.resolve("checkpoints").resolve(run.jobId()).resolve("chk-" + number), number);
    }
}
