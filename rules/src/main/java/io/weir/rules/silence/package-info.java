/**
 * Silences: people say that for a while nobody is to hear of events with certain labels. They live as <a
 * href="https://prometheus.io/docs/alerting/latest/alertmanager/#silences">Alertmanager's</a> do; times are kept to the millisecond.
 */
@NullMarked
package io.weir.rules.silence;

import org.jspecify.annotations.NullMarked;
