/**
 * Clusters as supervised child processes on this machine.
 */
@NullMarked
package io.weir.runtime.driver.local;

import org.jspecify.annotations.NullMarked;
