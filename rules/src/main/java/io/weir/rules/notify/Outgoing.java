package io.weir.rules.notify;

import java.time.Instant;

/**
 * A notification as the outbox keeps it.
 *
 * @param seq the order in which they were written
 * @param groupKey notifications of one group are sent in their order
 * @param payload the body, fixed when the event changed
 * @param giveUpAt when retries end
 */
record Outgoing(Notification notification, long seq, String groupKey, String payload, Instant giveUpAt) {}
