/**
 * The appliance: everything of Weir in one process. {@link io.weir.web.Main} is the door.
 */
@NullMarked
package io.weir.web;

import org.jspecify.annotations.NullMarked;
