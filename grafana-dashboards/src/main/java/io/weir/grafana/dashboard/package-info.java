/**
 * What the dashboards show, and its <a href="https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/">
 * JSON model</a>. Everything here is a value; nothing is remembered.
 */
@NullMarked
package io.weir.grafana.dashboard;

import org.jspecify.annotations.NullMarked;
