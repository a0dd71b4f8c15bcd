/**
 * Why it happened. {@link io.weir.diagnosis.Diagnosis} is the door.
 */
@NullMarked
package io.weir.diagnosis;

import org.jspecify.annotations.NullMarked;
