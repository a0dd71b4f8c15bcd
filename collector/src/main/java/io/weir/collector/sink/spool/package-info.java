/**
 * A bounded queue of samples on disk, one for each sink. A spool is a folder of segment files; each begins with a magic number
 * and holds records of {@code length, CRC-32C, payload}. A payload either names series (a number and its labels, once a segment)
 * or holds samples of these. The reader's place is kept in a small file beside them, replaced atomically.
 *
 * <p>What was written survives a kill of the process at once, and a loss of power after at most a second (fsync). A torn or
 * damaged tail is cut and counted. When the spool is full its oldest segment is dropped, and its unread samples are counted.
 */
@NullMarked
package io.weir.collector.sink.spool;

import org.jspecify.annotations.NullMarked;
