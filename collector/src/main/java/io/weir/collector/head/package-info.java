/**
 * Recent samples in memory, with a log on disk behind them.
 */
@NullMarked
package io.weir.collector.head;

import org.jspecify.annotations.NullMarked;
