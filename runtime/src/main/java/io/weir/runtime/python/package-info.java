/**
 * Python programs: the interpreter they run by, looked at before they are started, and the files that a run is given. Flink runs them by
 * <a href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/deployment/cli/#submitting-pyflink-jobs">PythonDriver</a>, a Java
 * class that starts the interpreter and answers it over a socket; what a program imports as {@code pyflink} is the interpreter's own, <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-2.3/docs/dev/python/installation/">installed by pip</a>.
 */
@NullMarked
package io.weir.runtime.python;

import org.jspecify.annotations.NullMarked;
