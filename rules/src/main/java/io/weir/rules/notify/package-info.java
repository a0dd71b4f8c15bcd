/**
 * From an event to a receiver: a durable outbox, retries, dead letters.
 */
@NullMarked
package io.weir.rules.notify;

import org.jspecify.annotations.NullMarked;
