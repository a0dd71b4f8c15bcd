/**
 * Makes deployments what people want them to be: observes, compares, acts. Each deployment has one loop, which is the only writer of its
 * status. An act is written, with the ids that Flink will be given, before it is done; a loop that begins after a crash looks how
 * far it came and goes on from there, so nothing is done twice. {@link io.weir.runtime.reconcile.Reconciler} is the door.
 */
@NullMarked
package io.weir.runtime.reconcile;

import org.jspecify.annotations.NullMarked;
