package io.weir.diagnosis.signature;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a signature that a person wrote.
 *
 * @param id the signature's
 * @param version 1 and up
 * @param yaml its text; null when it was taken away
 */
public record SignatureVersion(
        String id, long version, @Nullable String yaml, String changedBy, Instant changedAt) {}
