/**
 * Grafana's <a href="https://grafana.com/docs/grafana/latest/developers/http_api/">HTTP API</a>, as far as dashboards need it: folders, data
 * sources, dashboards. Calls block; a client may be used by one thread at a time.
 */
@NullMarked
package io.weir.grafana.api;

import org.jspecify.annotations.NullMarked;
