/**
 * Jobs run on a session cluster over its REST API.
 */
@NullMarked
package io.weir.runtime.driver.session;

import org.jspecify.annotations.NullMarked;
