/**
 * The logs that are kept, from their sources to whoever searches them. {@link io.weir.diagnosis.logbook.Logbook} is the door.
 */
@NullMarked
package io.weir.diagnosis.logbook;

import org.jspecify.annotations.NullMarked;
