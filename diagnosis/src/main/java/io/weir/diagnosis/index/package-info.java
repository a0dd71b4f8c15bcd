/**
 * The log store: compressed blocks that are the write-ahead log, indexed by Lucene, and the queries on them.
 */
@NullMarked
package io.weir.diagnosis.index;

import org.jspecify.annotations.NullMarked;
