/**
 * Which targets there are. A {@link io.weir.collector.discovery.Discovery} is how one source, such as a file or a cluster's REST
 * API, tells; {@link io.weir.collector.discovery.Discoveries} makes one set of what all of them tell.
 */
@NullMarked
package io.weir.collector.discovery;

import org.jspecify.annotations.NullMarked;
