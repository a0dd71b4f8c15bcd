/**
 * The data folder, which one Weir holds at a time, and the relational state of this module in {@code weir.db}.
 */
@NullMarked
package io.weir.web.app.data;

import org.jspecify.annotations.NullMarked;
