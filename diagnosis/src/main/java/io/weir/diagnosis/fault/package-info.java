/**
 * Why jobs failed: in a restart loop, the failure that began it. Later failures are its consequences, and mostly say something else. {@link
 * io.weir.diagnosis.fault.FirstFaults} finds it in the kept exceptions and, beyond them, in the JobManager's log.
 */
@NullMarked
package io.weir.diagnosis.fault;

import org.jspecify.annotations.NullMarked;
