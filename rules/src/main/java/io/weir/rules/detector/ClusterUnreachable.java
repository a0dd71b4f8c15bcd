package io.weir.rules.detector;

import io.weir.collector.flink.ClusterState;
import io.weir.collector.flink.Reachability;
import io.weir.rules.event.Subject;
import io.weir.rules.rule.Assessment;
import io.weir.rules.rule.Condition;
import io.weir.rules.rule.Moment;
import io.weir.rules.rule.Rule;
import io.weir.rules.rule.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster's REST API does not answer: what it does is unknown, which is not the same as failed. */
final class ClusterUnreachable implements Rule.OnSamples {
    @Override
    public Assessment assess(Moment moment) {
        List<Condition> holding = new ArrayList<>();
        for (ClusterState cluster : moment.clusters()) {
            if (cluster.reachability() instanceof Reachability.Unknown unknown) {
                holding.add(condition(cluster, unknown));
            }
        }
        return Assessment.of(holding);
    }

    private static Condition condition(ClusterState cluster, Reachability.Unknown unknown) {
        return new Condition(
                new Subject(cluster.name(), null, null, null, null, null),
                Double.NaN,
                new Text(
                        cluster.name() + ": unknown since " + unknown.since() + ": " + unknown.reason(),
                        cluster.name() + "：自 " + unknown.since() + " 起状态未知：" + unknown.reason()),
                new Text(
                        "The REST API at " + cluster.rest()
                                + " does not answer. Its jobs may well be running; what is shown of"
                                + " them is what was last known.",
                        "位于 " + cluster.rest() + " 的 REST API 无响应。作业可能仍在运行；当前显示的是最后一次已知的状态。"),
                new Text(
                        "Check the network between Weir and the JobManager, and whether the JobManager is up and not overloaded.",
                        "请检查 Weir 与 JobManager 之间的网络，以及 JobManager 是否存活、是否过载。"),
                Map.of("reason", unknown.reason()),
                unknown.since());
    }
}
