package io.weir.runtime.sql;

/** What is wrong in a script, for a person, and where. */
public record SqlFault(String message, Place place) {}
