/**
 * Existing {@code alertmanager.yml} files, as <a href="https://prometheus.io/docs/alerting/0.25/configuration/">Alertmanager 0.25</a> reads them: what it
 * would refuse, and what Weir makes of the rest.
 */
@NullMarked
package io.weir.rules.route.alertmanager;

import org.jspecify.annotations.NullMarked;
