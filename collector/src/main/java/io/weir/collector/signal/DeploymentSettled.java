package io.weir.collector.signal;

import java.time.Instant;

/**
 * A deployment is what people want it to be, or is there no more. Told when a trouble is over, and once by each Weir of a deployment that has
 * none: the Weir before may have told of one.
 *
 * @param because why it counts as settled, for a person
 */
public record DeploymentSettled(String cluster, Instant at, String workspace, String deployment, String because)
        implements Signal {}
