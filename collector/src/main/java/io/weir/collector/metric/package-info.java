/**
 * Labels, samples and series: the words in which numbers are spoken of. Immutable values. Times are milliseconds
 * since the epoch.
 */
@NullMarked
package io.weir.collector.metric;

import org.jspecify.annotations.NullMarked;
