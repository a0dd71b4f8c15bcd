/**
 * How healthy jobs were lately, as a number with its reasons. The door is {@link io.weir.diagnosis.health.Health}.
 */
@NullMarked
package io.weir.diagnosis.health;

import org.jspecify.annotations.NullMarked;
