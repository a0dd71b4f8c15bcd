package io.weir.diagnosis.log;

/** A record's level, least first; UNKNOWN where the line has none. */
public enum LogLevel {
    UNKNOWN,
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL
}
