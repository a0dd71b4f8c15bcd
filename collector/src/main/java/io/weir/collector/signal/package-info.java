/**
 * Facts that are no numbers: status changes, exceptions, checkpoints, exits. Immutable values.
 */
@NullMarked
package io.weir.collector.signal;

import org.jspecify.annotations.NullMarked;
