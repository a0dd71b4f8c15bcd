package io.weir.diagnosis.scene;

import io.weir.collector.flink.FlinkRest;
import io.weir.collector.flink.FlinkRestException;

/** What the JobManager tells of the job and the cluster, kept as it answers. */
final class JobDetails implements Capture {
    private static final int LARGEST = 16 << 20;

    @Override
    public void into(SceneDraft draft, Cast cast) {
        FlinkRest rest = cast.rest();
        if (rest == null) {
            draft.missing(Scene.Kind.CONFIGURATION, "", "Weir does not know the cluster's REST address");
            return;
        }
        String jobId = draft.occasion().jobId();
        if (jobId != null) {
            String job = "/jobs/" + jobId;
            keep(draft, rest, Scene.Kind.EXCEPTIONS, "exceptions.json", job + "/exceptions?maxExceptions=50");
            keep(draft, rest, Scene.Kind.CHECKPOINTS, "checkpoints.json", job + "/checkpoints");
            keep(draft, rest, Scene.Kind.CHECKPOINTS, "checkpoint-config.json", job + "/checkpoints/config");
            keep(draft, rest, Scene.Kind.CONFIGURATION, "job.json", job);
            keep(draft, rest, Scene.Kind.CONFIGURATION, "job-config.json", job + "/config");
        }
        keep(draft, rest, Scene.Kind.CONFIGURATION, "jobmanager-config.json", "/jobmanager/config");
        keep(draft, rest, Scene.Kind.CONFIGURATION, "taskmanagers.json", "/taskmanagers");
        keep(draft, rest, Scene.Kind.CONFIGURATION, "jobs-overview.json", "/jobs/overview");
    }

    private static void keep(SceneDraft draft, FlinkRest rest, Scene.Kind kind, String file, String path) {
        try {
            draft.bytes(kind, "", file, rest.bytes(path, LARGEST));
        } catch (FlinkRestException e) {
            // A job without checkpoints has no page of them, which is no loss.
            if (!(e.isNotFound() && kind == Scene.Kind.CHECKPOINTS)) {
                draft.missing(kind, "", SceneDraft.reason(e));
            }
        }
    }
}
