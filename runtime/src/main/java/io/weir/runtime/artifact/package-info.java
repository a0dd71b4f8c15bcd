/**
 * Jars and Python files that people upload, kept below {@code data/artifacts/} under names of Weir's own. What comes in is bounded while it streams,
 * looked at before it is admitted, and never unpacked. {@link io.weir.runtime.artifact.Artifacts} is the door and is thread-safe.
 */
@NullMarked
package io.weir.runtime.artifact;

import org.jspecify.annotations.NullMarked;
