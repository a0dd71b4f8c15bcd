/**
 * Which exceptions are known: each by its fingerprint, with where and when it was seen first and last, and what people noted of it. {@link
 * io.weir.diagnosis.known.ExceptionRegistry} is the door.
 */
@NullMarked
package io.weir.diagnosis.known;

import org.jspecify.annotations.NullMarked;
