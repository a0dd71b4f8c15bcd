package io.weir.rules.detector;

import io.weir.rules.rule.Moment;
import java.util.HashMap;
import java.util.Map;

/**
 * How loaded a vertex is: the greatest share of its subtasks. Sources: {@code backPressuredTimeMsPerSecond} and
 * {@code busyTimeMsPerSecond}, 0 to 1000 a subtask. See <a
 * href="https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/monitoring/back_pressure/">monitoring back
 * pressure</a>.
 *
 * @param backPressure 0 to 1; NaN when it is not known
 * @param busy 0 to 1; NaN when it is not known
 * @param hottestSubtask index of the busiest subtask; empty when it is not known
 */
record VertexLoad(double backPressure, double busy, String hottestSubtask) {
    private static final String BACK_PRESSURED = "flink_taskmanager_job_task_backPressuredTimeMsPerSecond";
    private static final String BUSY = "flink_taskmanager_job_task_busyTimeMsPerSecond";

    static final VertexLoad UNKNOWN = new VertexLoad(Double.NaN, Double.NaN, "");

    /** Which vertex of which job of which cluster. */
    record Key(String cluster, String jobId, String vertexId) {
        static Key of(Latest latest) {
            return new Key(
                    latest.labels().get("cluster"),
                    latest.labels().get("job_id"),
                    latest.labels().get("task_id"));
        }
    }

    /** What the samples say of every vertex now. The labels are joined by ids, since the reporter alters names. */
    static Map<Key, VertexLoad> all(Moment moment) {
        Map<Key, VertexLoad> loads = new HashMap<>();
        for (Latest latest : Latest.of(moment, BACK_PRESSURED)) {
            VertexLoad before = loads.getOrDefault(Key.of(latest), UNKNOWN);
            double share = latest.value() / 1000;
            if (!(before.backPressure >= share)) {
                loads.put(Key.of(latest), new VertexLoad(share, before.busy, before.hottestSubtask));
            }
        }
        for (Latest latest : Latest.of(moment, BUSY)) {
            VertexLoad before = loads.getOrDefault(Key.of(latest), UNKNOWN);
            double share = latest.value() / 1000;
            if (!(before.busy >= share)) {
                String subtask = latest.labels().get("subtask_index");
                loads.put(Key.of(latest), new VertexLoad(before.backPressure, share, subtask));
            }
        }
        return loads;
    }
}
