package io.weir.diagnosis.incident;

import java.util.Set;

/**
 * What one trouble is of, as far as that may show that another one has the same cause.
 *
 * @param jobs ids of the jobs that are in trouble
 * @param processes that are in trouble
 * @param hosts that are in trouble
 * @param touched ids of jobs that the trouble of a process must reach, since they ran on it
 * @param exceptions keys of the exceptions that were thrown, see {@link ExceptionKey}
 * @param ofProcess whether the trouble of a job may come from a process, or take one down: a lost connection and an error of the JVM may, an exception of
 *     the job's own code does not
 * @param wholeCluster whether everything on the cluster must feel it, such as the end of its JobManager
 */
public record Traits(
        String cluster,
        Set<String> jobs,
        Set<String> processes,
        Set<String> hosts,
        Set<String> touched,
        Set<String> exceptions,
        boolean ofProcess,
        boolean wholeCluster) {
    public Traits {
        jobs = Set.copyOf(jobs);
        processes = Set.copyOf(processes);
        hosts = Set.copyOf(hosts);
        touched = Set.copyOf(touched);
        exceptions = Set.copyOf(exceptions);
    }
}
