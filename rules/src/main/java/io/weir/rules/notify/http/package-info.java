/**
 * Posting to addresses that people configured, safely: HTTP/1.1 with keep-alive over plain sockets and TLS. A host is resolved once, every
 * address is checked, and the connection goes to an address that was checked, whatever the name means a moment later. Redirects are not
 * followed, answers are read up to 4 KB, and one deadline covers everything from the name's resolution to the answer's last byte.
 */
@NullMarked
package io.weir.rules.notify.http;

import org.jspecify.annotations.NullMarked;
