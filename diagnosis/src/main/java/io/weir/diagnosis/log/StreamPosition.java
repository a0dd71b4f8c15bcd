package io.weir.diagnosis.log;

/**
 * How far a stream has been taken in.
 *
 * @param offset the byte after the last record taken in
 * @param nextOrdinal the number the next record gets, counted from 0
 */
public record StreamPosition(LogStream stream, FileIdentity identity, long offset, long nextOrdinal) {}
