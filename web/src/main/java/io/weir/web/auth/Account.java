package io.weir.web.auth;

/** An account; the hash is argon2id in its own text form. */
record Account(String username, Role role, String passwordHash) {}
