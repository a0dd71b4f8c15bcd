/**
 * Why processes ended: an exit code with the evidence around it, never the code alone. {@link io.weir.diagnosis.exit.ExitReasoning} judges,
 * {@link io.weir.diagnosis.exit.ExitStore} keeps what ended. Codes are as a shell shows them; their meaning in Flink is from its sources
 * and from captured runs.
 */
@NullMarked
package io.weir.diagnosis.exit;

import org.jspecify.annotations.NullMarked;
