package io.weir.diagnosis.log;

/**
 * One file's worth of records, in the order of the file. A truncated file goes on as a new stream, a renamed one as the same.
 *
 * @param id unique in the store, counted from 1
 * @param file the name under which the file was first seen; for what comes by network, where it comes from
 * @param owner what the process works for
 */
public record LogStream(long id, String cluster, String process, LogKind kind, String file, LogOwner owner) {
    /** A stream of a process of which nothing more is known. */
    public LogStream(long id, String cluster, String process, LogKind kind, String file) {
        this(id, cluster, process, kind, file, LogOwner.NONE);
    }
}
