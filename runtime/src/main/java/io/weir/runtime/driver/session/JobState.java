package io.weir.runtime.driver.session;

/**
 * A job as the overview tells it.
 *
 * @param status Flink's word
 * @param running whether all its tasks run or have finished
 */
public record JobState(String status, boolean running) {
    /** Whether it has come to an end for good. */
    public boolean isOver() {
        return status.equals("FINISHED") || status.equals("FAILED") || status.equals("CANCELED");
    }
}
