/**
 * Rule files in <a href="https://prometheus.io/docs/prometheus/2.42/configuration/recording_rules/">Prometheus' format</a>:
 * reading and checking them, evaluating their groups, reloading them, and <a
 * href="https://prometheus.io/docs/prometheus/2.42/configuration/unit_testing_rules/">unit tests</a> of them. What a file says
 * is immutable; running groups are guarded by their own lock.
 */
@NullMarked
package io.weir.rules.rulefile;

import org.jspecify.annotations.NullMarked;
