/**
 * What should run: deployments, their drafts and frozen versions, the wishes people have for them, and their runs. Values are
 * immutable; {@link io.weir.runtime.deployment.Deployments} is the door and is thread-safe. Memory is in Flink's words
 * ({@code 1024m}); instants are kept to the millisecond.
 */
@NullMarked
package io.weir.runtime.deployment;

import org.jspecify.annotations.NullMarked;
