/**
 * Reads a page of metrics from a target: HTTP with one absolute deadline, exposition text to samples. Format: <a
 * href="https://prometheus.io/docs/instrumenting/exposition_formats/">text 0.0.4</a>.
 */
@NullMarked
package io.weir.collector.scrape;

import org.jspecify.annotations.NullMarked;
