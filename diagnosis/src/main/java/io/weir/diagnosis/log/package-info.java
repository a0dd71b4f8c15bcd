/**
 * Where log lines come from: sources, tailing, layouts, joining of stack traces.
 */
@NullMarked
package io.weir.diagnosis.log;

import org.jspecify.annotations.NullMarked;
