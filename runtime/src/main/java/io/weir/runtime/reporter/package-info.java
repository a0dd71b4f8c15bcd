/**
 * Code that runs inside Flink's processes, never inside Weir: the distribution takes these classes into a plugin jar. They
 * may use Flink's classes and the JDK's, nothing else.
 */
@NullMarked
package io.weir.runtime.reporter;

import org.jspecify.annotations.NullMarked;
