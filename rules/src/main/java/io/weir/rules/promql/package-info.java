/**
 * PromQL over samples. Language: <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Querying
 * Prometheus</a>.
 */
@NullMarked
package io.weir.rules.promql;

import org.jspecify.annotations.NullMarked;
