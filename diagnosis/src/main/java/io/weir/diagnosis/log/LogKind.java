package io.weir.diagnosis.log;

/** What kind of file a line is from. */
public enum LogKind {
    /** The logging framework's file. */
    LOG,
    /** Standard output and error. */
    OUT,
    /** A GC log. */
    GC,
    /** What starting said: Flink's client, which submits jobs, or a start log of a driver. */
    START
}
