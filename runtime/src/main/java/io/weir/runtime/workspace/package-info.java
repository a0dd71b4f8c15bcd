/** Workspaces: whose deployments, artifacts and variables are. */
@NullMarked
package io.weir.runtime.workspace;

import org.jspecify.annotations.NullMarked;
