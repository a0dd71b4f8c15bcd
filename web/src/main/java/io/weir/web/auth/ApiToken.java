package io.weir.web.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token for programs, without its secret, which is shown once and kept nowhere.
 *
 * @param name unique
 * @param username whose permissions it carries, as far as {@code scope} goes
 * @param workspace the only one that it is good for; null for all that its owner has a role in
 * @param expiresAt null for never
 * @param lastUsedAt to the minute; null when it never was
 */
public record ApiToken(
        String name,
        String username,
        TokenScope scope,
        @Nullable String workspace,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    /** Whether it is good at that time. */
    boolean isGood(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
