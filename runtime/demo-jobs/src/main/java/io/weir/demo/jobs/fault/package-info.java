/**
 * Jobs that break in a way of which the cause is known: {@code FaultyJob --fault NAME [--after SECONDS] [--store HOST:PORT] [--checkpoints DIR]}
 * does so as {@link io.weir.demo.jobs.fault.Fault} says, after it has run in good health for a while. Whoever watches Flink can be held against
 * them. They know nothing of Weir.
 */
@NullMarked
package io.weir.demo.jobs.fault;

import org.jspecify.annotations.NullMarked;
