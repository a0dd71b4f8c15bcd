/**
 * Signatures: symptoms that are known from logs, each with its meaning and advice, as files that are tested with the lines they must and
 * must not match. Quick diagnosis runs them over a cluster's logs. {@link io.weir.diagnosis.signature.Signatures} is the catalogue, {@link
 * io.weir.diagnosis.signature.QuickDiagnosis} the search. Queries are in the language of log searches.
 */
@NullMarked
package io.weir.diagnosis.signature;

import org.jspecify.annotations.NullMarked;
