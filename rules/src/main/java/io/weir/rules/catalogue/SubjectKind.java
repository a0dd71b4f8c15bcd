package io.weir.rules.catalogue;

import java.util.Locale;

/** What an event of the catalogue is about. */
public enum SubjectKind {
    /** All of Weir, or all that it watches. */
    PLATFORM,
    CLUSTER,
    JOB,
    /** A JobManager or a TaskManager. */
    PROCESS,
    /** A vertex of a job; there is one event a job, about its worst vertex. */
    VERTEX;

    /** As the catalogue's files and the API spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
