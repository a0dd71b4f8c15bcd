/**
 * What verdicts are made from: logs, samples, and what is known of clusters, jobs and the ends of processes, live or imported. {@link
 * io.weir.diagnosis.fact.Facts} is where they read it.
 */
@NullMarked
package io.weir.diagnosis.fact;

import org.jspecify.annotations.NullMarked;
