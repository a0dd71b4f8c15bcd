@NullMarked
package io.weir.log4j2;

import org.jspecify.annotations.NullMarked;
