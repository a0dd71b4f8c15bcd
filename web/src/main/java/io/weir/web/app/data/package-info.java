/**
 * The data folder, which one Weir holds at a time, and what a newer version does to it first.
 */
@NullMarked
package io.weir.web.app.data;

import org.jspecify.annotations.NullMarked;
