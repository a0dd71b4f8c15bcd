/** The packaged Weir as a person meets it. */
@NullMarked
package io.weir.web.acceptance;

import org.jspecify.annotations.NullMarked;
