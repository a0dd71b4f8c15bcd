package io.weir.rules.notify.link;

import java.time.Instant;

/**
 * What a genuine link says.
 *
 * @param notificationId the message that it was in; the link is about the events of that message and no others
 * @param expiresAt when it stops working, to the second
 */
public record ActionLink(LinkAction action, String notificationId, Instant expiresAt) {}
