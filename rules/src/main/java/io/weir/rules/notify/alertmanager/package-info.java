/**
 * Alertmanager as a receiver: its <a href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">API v2</a>.
 */
@NullMarked
package io.weir.rules.notify.alertmanager;

import org.jspecify.annotations.NullMarked;
