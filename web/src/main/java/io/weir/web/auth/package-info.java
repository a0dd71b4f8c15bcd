/**
 * Who may do what: accounts (argon2id), sessions and tokens (stored hashed), lock-out, and the guard before every route.
 */
@NullMarked
package io.weir.web.auth;

import org.jspecify.annotations.NullMarked;
