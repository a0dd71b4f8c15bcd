/**
 * The demo: its config, its drills, and the webhook sink that shows that notifications really go out.
 */
@NullMarked
package io.weir.web.app.demo;

import org.jspecify.annotations.NullMarked;
