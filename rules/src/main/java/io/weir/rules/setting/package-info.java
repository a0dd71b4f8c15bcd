/**
 * What people set for single built-in rules in forms: parameters, for everybody or for a scope. Laid over what the config says, in force at once,
 * every version kept with who made it.
 */
@NullMarked
package io.weir.rules.setting;

import org.jspecify.annotations.NullMarked;
