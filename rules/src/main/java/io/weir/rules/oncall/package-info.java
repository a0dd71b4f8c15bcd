/** What the people on call work with: who is told of what, when not, and what came of it. */
@NullMarked
package io.weir.rules.oncall;

import org.jspecify.annotations.NullMarked;
