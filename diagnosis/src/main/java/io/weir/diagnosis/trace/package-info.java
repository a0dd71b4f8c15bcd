/**
 * Java stack traces as text: what was thrown, its deepest cause, the frames of the user's code. The layout is that of <a
 * href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/Throwable.html#printStackTrace()">Throwable.printStackTrace</a>.
 * Pure functions of text; safe to share between threads.
 */
@NullMarked
package io.weir.diagnosis.trace;

import org.jspecify.annotations.NullMarked;
