package io.weir.diagnosis.log;

/**
 * One file's worth of records, in the order of the file. A truncated file goes on as a new stream, a renamed one as the same.
 *
 * @param id unique in the store, counted from 1
 * @param file the name under which the file was first seen
 */
public record LogStream(long id, String cluster, String process, LogKind kind, String file) {}
