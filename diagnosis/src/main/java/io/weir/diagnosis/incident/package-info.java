/**
 * Incidents: one problem, with everything that belongs to it. Events that share a cause join one incident; what was seen around them is its
 * timeline. The door is {@link io.weir.diagnosis.incident.Incidents}.
 */
@NullMarked
package io.weir.diagnosis.incident;

import org.jspecify.annotations.NullMarked;
