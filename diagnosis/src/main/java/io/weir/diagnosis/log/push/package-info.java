/**
 * Log lines that others push: Loki's, Elasticsearch's and OpenTelemetry's protocols, newline JSON and syslog. Readers turn bytes into
 * {@link io.weir.diagnosis.log.push.PushedLine}s, {@link io.weir.diagnosis.log.push.LogPush} takes these in and answers once they are
 * durable. Times are milliseconds since the epoch.
 */
@NullMarked
package io.weir.diagnosis.log.push;

import org.jspecify.annotations.NullMarked;
