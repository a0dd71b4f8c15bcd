/**
 * What runs inside Flink's processes, on Flink's class path: a script as a job, and a planner that is asked about scripts. Weir packs these
 * classes into jars; they use the JDK and what Flink's table API has had in the same form from 1.20 on.
 */
@NullMarked
package io.weir.runtime.sql.flink;

import org.jspecify.annotations.NullMarked;
