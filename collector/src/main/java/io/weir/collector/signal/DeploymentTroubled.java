package io.weir.collector.signal;

import java.time.Instant;

/**
 * A deployment that Weir runs is not what people want it to be, and will not become it by itself: a start failed or was refused, an upgrade
 * was given up. Told when it came to be so, and once by each Weir that finds it so.
 *
 * @param cluster the cluster that it runs on, or would
 * @param at when it came to be so, or was wanted, whichever is later: the same for each Weir that tells of it
 * @param jobId the job of its run, which may never have been seen; the deployment's own id when there was no run
 * @param running whether what ran before goes on running
 * @param why in a sentence, as its status has it; may be several lines
 */
public record DeploymentTroubled(
        String cluster, Instant at, String workspace, String deployment, String jobId, boolean running, String why)
        implements Signal {}
