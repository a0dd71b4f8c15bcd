/**
 * Events: one firing of one rule on one subject, and the store that keeps them.
 */
@NullMarked
package io.weir.rules.event;

import org.jspecify.annotations.NullMarked;
