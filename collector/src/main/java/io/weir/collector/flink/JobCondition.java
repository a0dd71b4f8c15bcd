package io.weir.collector.flink;

/**
 * What a job's state is worth, judged by its tasks and by the registered TaskManagers: a JobManager calls a job RUNNING for as long as it
 * has not noticed, or has not acted on, that nothing runs.
 */
public enum JobCondition {
    /** Nothing speaks against the state. */
    SOUND,
    /** RUNNING, but not every task runs (yet): they wait for slots, are being deployed or restore state. */
    TASKS_WAITING,
    /** RUNNING, though a task has FAILED. */
    TASK_FAILED,
    /** RUNNING, though no TaskManager is registered, and so nothing can run. */
    NO_TASKMANAGER;

    /** True when tasks or TaskManagers contradict the state. */
    public boolean contradictsState() {
        return this == TASK_FAILED || this == NO_TASKMANAGER;
    }

    /**
     * Judges a job. A task that is neither waiting nor running has finished, or is about to end with the job.
     *
     * @param taskManagers how many are registered
     */
    public static JobCondition of(Job job, int taskManagers) {
        if (job.state() != JobState.RUNNING) {
            return SOUND;
        }
        if (taskManagers == 0) {
            return NO_TASKMANAGER;
        }
        boolean waiting = false;
        for (JobGraph.Vertex vertex : job.graph().vertices()) {
            switch (vertex.status()) {
                case "FAILED":
                    return TASK_FAILED;
                case "CREATED", "SCHEDULED", "DEPLOYING", "INITIALIZING", "RECONCILING":
                    waiting = true;
                    break;
                default:
                    break;
            }
        }
        return waiting ? TASKS_WAITING : SOUND;
    }
}
