/**
 * Who did what: an append-only trail of logins and of every change.
 */
@NullMarked
package io.weir.web.audit;

import org.jspecify.annotations.NullMarked;
