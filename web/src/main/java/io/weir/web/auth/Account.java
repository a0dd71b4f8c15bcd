package io.weir.web.auth;

import java.time.Instant;

/** An account; the hash is argon2id in its own text form. */
record Account(String username, String role, String passwordHash, Instant createdAt) {}
