/**
 * What a message says, for people: facts in English or Chinese, and logic-less templates (<a href="https://mustache.github.io/">Mustache</a>)
 * over them. Templates see maps, lists and texts, never objects; every value is escaped for the channel that it goes to, without a way
 * around it.
 */
@NullMarked
package io.weir.rules.notify.text;

import org.jspecify.annotations.NullMarked;
