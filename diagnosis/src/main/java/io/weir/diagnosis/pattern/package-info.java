/**
 * Patterns: what lines have in common but for their numbers and names, mined as records are indexed, by the tree of
 * <a href="https://doi.org/10.1109/ICWS.2017.13">Drain</a> (He et al., ICWS 2017). {@link io.weir.diagnosis.pattern.MinedPatterns} is the
 * door. Templates are written with {@code <*>} where lines differ; times are milliseconds since the epoch unless they are instants.
 */
@NullMarked
package io.weir.diagnosis.pattern;

import org.jspecify.annotations.NullMarked;
