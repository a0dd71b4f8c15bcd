/**
 * Targets in files, as Prometheus reads them: <a
 * href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#file_sd_config">{@code file_sd_config}</a>. Everything
 * runs on one thread.
 */
@NullMarked
package io.weir.collector.discovery.file;

import org.jspecify.annotations.NullMarked;
