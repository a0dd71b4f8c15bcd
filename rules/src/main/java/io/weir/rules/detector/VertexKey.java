package io.weir.rules.detector;

import io.weir.collector.metric.Labels;

/** Which vertex of which job of which cluster. */
record VertexKey(String cluster, String jobId, String vertexId) {
    static VertexKey of(Labels labels) {
        return new VertexKey(labels.get("cluster"), labels.get("job_id"), labels.get("task_id"));
    }
}
