package io.weir.web.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account as others see it.
 *
 * @param role in the default workspace; {@code super_admin} is one everywhere, {@code none} has none there
 * @param lastSeenAt when a session of it was last used; null when it has none
 */
public record Member(
        String username,
        String role,
        Instant createdAt,
        @Nullable Instant lastSeenAt) {}
