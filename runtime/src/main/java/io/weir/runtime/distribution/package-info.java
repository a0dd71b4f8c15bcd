/**
 * Flink distributions assembled from Maven Central artifacts.
 */
@NullMarked
package io.weir.runtime.distribution;

import org.jspecify.annotations.NullMarked;
