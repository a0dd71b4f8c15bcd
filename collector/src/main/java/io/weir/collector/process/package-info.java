/** What the operating system of this machine says about the processes that Weir hosts on it. */
@NullMarked
package io.weir.collector.process;

import org.jspecify.annotations.NullMarked;
