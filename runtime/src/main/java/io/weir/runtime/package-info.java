/**
 * Flink, hosted. {@link io.weir.runtime.Runtime} is the door.
 */
@NullMarked
package io.weir.runtime;

import org.jspecify.annotations.NullMarked;
