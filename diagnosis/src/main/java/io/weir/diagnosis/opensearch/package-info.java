/**
 * OpenSearch as a server that is spoken to over HTTP: its address, credentials, answers. It knows nothing of log records. Thread-safe. See
 * <a href="https://docs.opensearch.org/2.19/api-reference/">OpenSearch's API reference</a>.
 */
@NullMarked
package io.weir.diagnosis.opensearch;

import org.jspecify.annotations.NullMarked;
