/**
 * Mail over SMTP (<a href="https://www.rfc-editor.org/rfc/rfc5321">RFC 5321</a>), by Jakarta Mail's reference implementation.
 */
@NullMarked
package io.weir.rules.notify.email;

import org.jspecify.annotations.NullMarked;
