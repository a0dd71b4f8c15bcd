/** What every kind of sink has in common: a destination that is configured, an exporter that sends, and how a send went. */
@NullMarked
package io.weir.collector.sink.delivery;

import org.jspecify.annotations.NullMarked;
