/**
 * Sending samples on: each sink has a queue in memory, a spool on disk and a sender of its own, so that neither a scrape nor another
 * sink waits for a server that is slow or gone. The kinds of server are packages below this one.
 */
@NullMarked
package io.weir.collector.sink;

import org.jspecify.annotations.NullMarked;
