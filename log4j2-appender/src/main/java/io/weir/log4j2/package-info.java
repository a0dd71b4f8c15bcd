/**
 * A log4j2 appender for Flink's processes. An event goes into a queue, from there to a bounded buffer on disk, and from there in batches
 * to Weir: so a job never waits for Weir, and a process that is killed leaves what it did not send to its successor. Needs nothing but
 * log4j-core, Java 11 or newer.
 */
@NullMarked
package io.weir.log4j2;

import org.jspecify.annotations.NullMarked;
