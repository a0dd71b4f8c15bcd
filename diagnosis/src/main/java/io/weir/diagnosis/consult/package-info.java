/**
 * All verdicts put together: {@link io.weir.diagnosis.consult.Consultation} asks each, and says which findings are consequences of which.
 */
@NullMarked
package io.weir.diagnosis.consult;

import org.jspecify.annotations.NullMarked;
