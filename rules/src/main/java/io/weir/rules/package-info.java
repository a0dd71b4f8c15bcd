/**
 * What the measurements mean, and who hears of it. {@link io.weir.rules.Rules} is the door.
 */
@NullMarked
package io.weir.rules;

import org.jspecify.annotations.NullMarked;
