/**
 * The command line: exit code 0 for done, 1 for failed, 2 for wrong usage. Only this package writes to the terminal.
 */
@NullMarked
package io.weir.web.cli;

import org.jspecify.annotations.NullMarked;
