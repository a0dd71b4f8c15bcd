/**
 * Webhooks: Alertmanager's own payload, or a body by a template. See docs/receivers.md.
 */
@NullMarked
package io.weir.rules.notify.webhook;

import org.jspecify.annotations.NullMarked;
