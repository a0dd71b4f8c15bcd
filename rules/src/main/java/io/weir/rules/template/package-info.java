/**
 * The templates of rule files' labels and annotations: the part of <a href="https://pkg.go.dev/text/template">Go's
 * text/template</a> that rules use, with <a
 * href="https://prometheus.io/docs/prometheus/2.42/configuration/template_reference/">Prometheus' functions</a>. A template
 * reads labels, values and query results and writes text; it can reach nothing else, and its steps and its output are bounded.
 * Parsed templates are immutable and thread-safe.
 */
@NullMarked
package io.weir.rules.template;

import org.jspecify.annotations.NullMarked;
