/**
 * What diagnosis concludes: a {@link io.weir.diagnosis.finding.Finding} says in two languages what happened, why, what it means and what
 * to do, how sure that is, and shows the {@link io.weir.diagnosis.finding.Evidence} it rests on. Values only; safe to share between
 * threads. Times are those of Flink where it gives one.
 */
@NullMarked
package io.weir.diagnosis.finding;

import org.jspecify.annotations.NullMarked;
