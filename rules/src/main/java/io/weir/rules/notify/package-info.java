/**
 * From events to receivers: {@code Groups} collect events by route, {@code Stage}s take out what is not to be told and say why, the
 * {@code MessageWriter} writes messages, the {@code Outbox} keeps them, a {@code Courier} for each channel brings them. The dispatcher's thread
 * decides; couriers have threads of their own. Meanings of groups and intervals are <a
 * href="https://prometheus.io/docs/alerting/latest/configuration/#route">Alertmanager's</a>.
 */
@NullMarked
package io.weir.rules.notify;

import org.jspecify.annotations.NullMarked;
