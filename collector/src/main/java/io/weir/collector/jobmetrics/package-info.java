/**
 * Figures of whole jobs, computed once from the newest samples of their tasks and processes and from what is known of their graphs,
 * and published as series {@code weir_job_*}. Times are seconds, sizes bytes, shares 0 to 1. What is not known is absent: never 0, never
 * NaN.
 */
@NullMarked
package io.weir.collector.jobmetrics;

import org.jspecify.annotations.NullMarked;
