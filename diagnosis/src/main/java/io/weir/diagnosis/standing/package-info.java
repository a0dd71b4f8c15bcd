/**
 * Standing queries: what people want to hear of whenever a line satisfies it. Lines are held against all of them as they come in, and
 * counted as {@code weir_log_matches_total}, so that a log alert is an ordinary rule.
 * {@link io.weir.diagnosis.standing.StandingQueries} is the door.
 */
@NullMarked
package io.weir.diagnosis.standing;

import org.jspecify.annotations.NullMarked;
