/** A program of the site's own as a channel. Off unless the config allows it. */
@NullMarked
package io.weir.rules.notify.command;

import org.jspecify.annotations.NullMarked;
