package io.weir.runtime.distribution;

/** Hears how far long work is. Called from any thread. */
@FunctionalInterface
public interface Progress {
    /**
     * @param step what is being done, such as "flink-runtime-2.3.0.jar"
     * @param done how many units are done
     * @param total of how many; 0 when not known
     */
    void report(String step, int done, int total);
}
