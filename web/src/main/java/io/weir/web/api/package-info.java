/**
 * The HTTP API, one class for each resource, and the records that mirror {@code openapi.yaml}. Handlers are thread-safe.
 */
@NullMarked
package io.weir.web.api;

import org.jspecify.annotations.NullMarked;
