package io.weir.collector.flink;

import java.util.ArrayList;
import java.util.List;

/**
 * One failure in a job's exception history: the root that made the job fail over and what came with it. Source: <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/rest_api/#jobs-jobid-exceptions">/jobs/:jobid/exceptions</a>.
 */
public record ExceptionEntry(JobException root, List<JobException> concurrent) {
    public ExceptionEntry {
        concurrent = List.copyOf(concurrent);
    }

    /** The root first, then the concurrent ones. */
    public List<JobException> all() {
        List<JobException> all = new ArrayList<>(concurrent.size() + 1);
        all.add(root);
        all.addAll(concurrent);
        return List.copyOf(all);
    }
}
