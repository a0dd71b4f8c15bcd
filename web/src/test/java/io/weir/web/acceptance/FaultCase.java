package io.weir.web.acceptance;

import java.util.regex.Pattern;

/**
 * A fault that is made, and what must be said of it.
 *
 * @param name as the table calls it
 * @param cluster on which it is made, see {@link FaultLab}
 * @param job the {@code --fault} of the job that runs; see the package of FaultyJob
 * @param blow what is done once the job has been seen to run
 * @param cause a pattern that one of the first three findings' lines must have
 */
record FaultCase(String name, String cluster, String job, int parallelism, Blow blow, String cause) {
    /** What is done from outside. */
    enum Blow {
        NONE,
        KILL_TASK_MANAGER,
        TERMINATE_TASK_MANAGER,
        KILL_JOB_MANAGER,
        TERMINATE_JOB_MANAGER,
        BREAK_CHECKPOINT_DIRECTORY
    }

    boolean isNamedBy(String line) {
        return Pattern.compile(cause).matcher(line).find();
    }

    @Override
    public String toString() {
        return name;
    }
}
