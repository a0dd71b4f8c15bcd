/**
 * Samples that have left the head, in DuckDB, one file a UTC day. Times are milliseconds since the epoch. A row of {@code chunk} is
 * what one series had in one flushed window, so that a sample costs what a number in a list costs; its times are shared with the other series of
 * its pages. See <a href="https://duckdb.org/docs/stable/">DuckDB</a>, and docs/adr for how a flush survives a kill.
 */
@NullMarked
package io.weir.collector.history;

import org.jspecify.annotations.NullMarked;
