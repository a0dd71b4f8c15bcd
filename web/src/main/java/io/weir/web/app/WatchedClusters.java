package io.weir.web.app;

import io.weir.collector.Collector;
import io.weir.collector.discovery.Origin;
import io.weir.collector.metric.Labels;
import io.weir.diagnosis.Diagnosis;
import io.weir.diagnosis.log.LogFormat;
import io.weir.diagnosis.log.LogSource;
import io.weir.diagnosis.log.RestTail;
import io.weir.web.app.config.MetricsSource;
import io.weir.web.app.config.RestLogSettings;
import io.weir.web.app.config.WatchedCluster;
import java.time.ZoneId;
import java.util.List;

/** The clusters that somebody else runs: they are only watched. */
final class WatchedClusters {
    private WatchedClusters() {}

    static void watch(
            List<WatchedCluster> clusters, RestLogSettings restLogs, Collector collector, Diagnosis diagnosis) {
        for (WatchedCluster cluster : clusters) {
            collector.watch(cluster.name(), cluster.rest());
            Labels labels = Labels.of(cluster.labels());
            if (cluster.metrics() == MetricsSource.REST) {
                collector.readMetricsByRest(cluster.name(), labels);
            } else if (cluster.metrics() == MetricsSource.AUTO
                    && cluster.targets().isEmpty()) {
                collector.findMetrics(cluster.name(), labels, cluster.scrape().options());
            }
            collector
                    .discover(new Origin(Origin.Kind.STATIC, cluster.name()))
                    .publish(cluster.targets().stream()
                            .map(target -> ProcessSources.target(
                                            cluster.name(), target.process(), target.url(), cluster.labels())
                                    .with(target.options(cluster.scrape())))
                            .toList());
            if (cluster.logsByRest()) {
                diagnosis.logbook().following().follow(restLogs(cluster, restLogs));
            }
            cluster.logs().forEach(log -> diagnosis
                    .logbook()
                    .following()
                    .follow(new LogSource(
                            cluster.name(),
                            log.process(),
                            log.kind(),
                            log.directory(),
                            log.files(),
                            ZoneId.systemDefault(),
                            ProcessSources.owner(cluster.labels(), ""),
                            LogFormat.AUTO)));
        }
    }

    private static RestTail.Config restLogs(WatchedCluster cluster, RestLogSettings settings) {
        return new RestTail.Config(
                cluster.name(),
                cluster.rest(),
                ProcessSources.owner(cluster.labels(), ""),
                ZoneId.systemDefault(),
                settings.interval(),
                Math.toIntExact(settings.bytesPerInterval().bytes()));
    }
}
