/**
 * Maintenance windows: times, once or again and again, in which events are expected and nobody is told of them. Every version is kept with who made
 * it. Times are instants, and local times of a zone where they come again.
 */
@NullMarked
package io.weir.rules.maintenance;

import org.jspecify.annotations.NullMarked;
