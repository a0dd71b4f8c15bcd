/**
 * Rules that need more than an expression: the job graph, a history, a count of processes.
 */
@NullMarked
package io.weir.rules.detector;

import org.jspecify.annotations.NullMarked;
