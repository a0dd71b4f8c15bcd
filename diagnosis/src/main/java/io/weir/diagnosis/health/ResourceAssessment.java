package io.weir.diagnosis.health;

import io.weir.collector.jobmetrics.JobMetric;
import io.weir.diagnosis.health.JobHealth.Assessment;
import io.weir.diagnosis.health.JobHealth.Group;

/** How the processes were that a job runs on. */
final class ResourceAssessment {
    private ResourceAssessment() {}

    static Assessment of(JobSamples figures) {
        return new Tally(Group.RESOURCES)
                .share(
                        figures.mean(JobMetric.TASKMANAGER_HEAP_RATIO),
                        0.85,
                        0.95,
                        5,
                        "mean TaskManager heap",
                        "TaskManager 平均堆使用率")
                .share(
                        figures.mean(JobMetric.TASKMANAGER_CPU_LOAD_RATIO),
                        0.8,
                        0.95,
                        5,
                        "mean TaskManager CPU",
                        "TaskManager 平均 CPU")
                .share(
                        figures.rate(JobMetric.TASKMANAGER_GC_OLD_SECONDS_TOTAL),
                        0.1,
                        0.3,
                        10,
                        "share of time in old-generation GC on TaskManagers",
                        "TaskManager 老年代 GC 时间占比")
                .share(
                        figures.mean(JobMetric.JOBMANAGER_HEAP_RATIO),
                        0.9,
                        0.97,
                        5,
                        "mean JobManager heap",
                        "JobManager 平均堆使用率")
                .done();
    }
}
