/**
 * Rules over history: the code that runs live is given a clock of the past, the samples of head and history, and the signals and cluster
 * states that were noted when they were told. It says when a rule would have fired, and compares that with the events that are stored.
 */
@NullMarked
package io.weir.rules.replay;

import org.jspecify.annotations.NullMarked;
