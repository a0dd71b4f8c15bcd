package io.weir.diagnosis.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of the log store.
 *
 * @param records how many are kept
 * @param rawBytes of the kept records before compression
 * @param diskBytes blocks and index
 * @param oldest null when empty
 * @param readOnly why it takes nothing in now, or null when it does
 */
public record LogStoreStatus(
        long records,
        long rawBytes,
        long diskBytes,
        @Nullable Instant oldest,
        @Nullable String readOnly) {}
