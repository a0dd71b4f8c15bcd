/**
 * Where metrics are scraped, and how that goes.
 */
@NullMarked
package io.weir.collector.target;

import org.jspecify.annotations.NullMarked;
