/**
 * Rules, how they are evaluated, and how that goes.
 */
@NullMarked
package io.weir.rules.rule;

import org.jspecify.annotations.NullMarked;
