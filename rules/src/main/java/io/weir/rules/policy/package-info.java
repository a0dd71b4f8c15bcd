/**
 * Policies: what people configure in a form where others write rules. A number policy becomes a rule whose expressions are
 * PromQL; an event policy says how much an event matters and who hears of it. They are stored with every version they had, and
 * who made it. Times are UTC; thresholds are in the unit of the metric's catalogue entry.
 */
@NullMarked
package io.weir.rules.policy;

import org.jspecify.annotations.NullMarked;
