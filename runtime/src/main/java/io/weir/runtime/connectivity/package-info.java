/**
 * Whether what jobs are to talk to can be reached from where they run. {@link io.weir.runtime.connectivity.Connectivity} is the door.
 */
@NullMarked
package io.weir.runtime.connectivity;

import org.jspecify.annotations.NullMarked;
