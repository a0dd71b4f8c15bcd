/** Deployments broken on purpose, for a while, to see who notices and how soon they are well again. */
@NullMarked
package io.weir.runtime.drill;

import org.jspecify.annotations.NullMarked;
