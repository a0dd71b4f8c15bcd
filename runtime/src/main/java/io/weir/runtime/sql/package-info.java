/**
 * Scripts in Flink's SQL: variables put in, checked by Flink's own planner in a process of its own, packed as a jar to run, tried out
 * through Flink's SQL gateway.
 */
@NullMarked
package io.weir.runtime.sql;

import org.jspecify.annotations.NullMarked;
