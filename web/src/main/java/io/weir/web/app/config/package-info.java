/**
 * The config file {@code weir.yaml} as immutable records, bound from YAML with every problem and its line at once.
 */
@NullMarked
package io.weir.web.app.config;

import org.jspecify.annotations.NullMarked;
