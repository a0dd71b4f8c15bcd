/**
 * Who did what: an append-only trail of logins, drills and resends.
 */
@NullMarked
package io.weir.web.audit;

import org.jspecify.annotations.NullMarked;
