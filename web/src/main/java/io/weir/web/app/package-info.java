/**
 * Wiring and life cycle: opens the rooms in order, hands values between them, and closes them in reverse.
 */
@NullMarked
package io.weir.web.app;

import org.jspecify.annotations.NullMarked;
