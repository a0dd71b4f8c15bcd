/**
 * Links in messages with which whoever got the message does one thing about its events: signed, for a while, and once. A GET of one only shows what it
 * would do, since the robots of chats fetch every link.
 */
@NullMarked
package io.weir.rules.notify.link;

import org.jspecify.annotations.NullMarked;
