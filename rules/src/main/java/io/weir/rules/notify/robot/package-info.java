/** What the robots of chat groups have in common. */
@NullMarked
package io.weir.rules.notify.robot;

import org.jspecify.annotations.NullMarked;
