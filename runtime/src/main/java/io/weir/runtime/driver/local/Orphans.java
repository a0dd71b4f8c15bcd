package io.weir.runtime.driver.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes of a cluster that an earlier Weir left behind. */
final class Orphans {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    private final ClusterFolder folder;
    private final Map<String, List<ProcessHandle>> found;

    private Orphans(ClusterFolder folder, Map<String, List<ProcessHandle>> found) {
        this.folder = folder;
        this.found = found;
    }

    static Orphans of(ClusterFolder folder) {
        return new Orphans(folder, Marks.find(folder));
    }

    boolean areNone() {
        return found.isEmpty();
    }

    /** The one process of a plan that runs with the plan's very command line and configuration, if there is one. */
    Map<String, RunningProcess> matching(ClusterPlan plan) {
        Map<String, RunningProcess> matching = new LinkedHashMap<>();
        for (ProcessPlan process : plan.processes()) {
            for (ProcessHandle handle : found.getOrDefault(process.name(), List.of())) {
                RunningProcess running = RunningProcess.adopted(handle);
                if (Marks.fingerprint(handle).equals(process.fingerprint()) && running.isAlive()) {
                    matching.put(process.name(), running);
                }
            }
        }
        return matching;
    }

    /** Stops all but these. */
    void stopOthers(Map<String, RunningProcess> kept) throws InterruptedException {
        List<RunningProcess> others = new ArrayList<>();
        found.forEach((name, handles) -> {
            for (ProcessHandle handle : handles) {
                RunningProcess keep = kept.get(name);
                boolean isKept = keep != null && keep.pid() == handle.pid();
                // Looked at again just before the signal: a pid may have passed to a stranger since.
                if (!isKept && Marks.areOn(handle, folder)) {
                    LOG.info("Stopping {} (pid {}), left by an earlier Weir", name, handle.pid());
                    others.add(RunningProcess.adopted(handle));
                }
            }
        });
        Stopping.all(others, Duration.ofSeconds(10));
    }
}
