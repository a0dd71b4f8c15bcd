/**
 * How a run comes to be somewhere and goes away again. A {@link io.weir.runtime.driver.Driver} knows where; what is asked of a job
 * once it is there is the same everywhere, Flink's REST API. A driver that writes Kubernetes resources fits beside the others.
 */
@NullMarked
package io.weir.runtime.driver;

import org.jspecify.annotations.NullMarked;
