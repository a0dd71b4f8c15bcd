package io.weir.rules.replay;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.metric.SampleSource;
import io.weir.rules.promql.Limits;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a replayed rule sees.
 *
 * @param clusters as they were at the clock's time
 * @param interval between two evaluations
 */
record Stage(
        SampleSource samples,
        Supplier<List<ClusterState>> clusters,
        ReplayClock clock,
        Duration interval,
        Limits limits,
        String externalUrl) {}
