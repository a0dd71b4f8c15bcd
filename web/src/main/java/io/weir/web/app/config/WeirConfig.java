package io.weir.web.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The whole of {@code weir.yaml}. Relative paths in it are relative to the file's own folder. */
public record WeirConfig(
        @Setting(help = "Where Weir keeps everything; one Weir at a time.", defaultsTo = "data")
        Path data,

        @Setting(help = "Where Weir listens.") ServerSettings server,
        @Setting(help = "How targets are scraped.") ScrapeSettings scrape,

        @Setting(help = "How clusters' REST APIs are polled.")
        FlinkSettings flink,

        @Setting(help = "How recent samples are kept.") HeadSettings head,

        @Setting(help = "How samples are kept that have left the head.")
        HistorySettings history,

        @Setting(help = "Clusters that somebody else runs and Weir watches.")
        List<WatchedCluster> clusters,

        @Setting(help = "Targets beyond those of `clusters`, as Prometheus has them.")
        List<ScrapeConfigSettings> scrapeConfigs,

        @Setting(help = "Kubernetes APIs whose Flink pods are watched.")
        List<KubernetesSettings> kubernetes,

        @Setting(help = "Session clusters that Weir runs itself, on this machine.")
        List<HostedCluster> hosted,

        @Setting(help = "What deployments may take of this machine.")
        DeploymentSettings deployments,

        @Setting(help = "How scripts in SQL are planned and tried out.")
        SqlSettings sql,

        @Setting(help = "How Python programs are run.") PythonSettings python,

        @Setting(help = "How rules are evaluated.") RuleSettings rules,
        @Setting(help = "How long events are kept.") EventSettings events,
        @Setting(help = "Who hears of events.") NotificationSettings notifications,
        @Setting(help = "How logs are kept.") LogSettings logs,

        @Setting(help = "What is captured when something breaks.")
        SceneSettings scenes,

        @Setting(help = "How events become incidents.") IncidentSettings incidents,

        @Setting(help = "How Weir finds out why something happened.")
        DiagnosisSettings diagnosis,

        @Setting(help = "Servers that samples are sent on to.")
        List<SinkSettings> sinks,

        @Setting(help = "What others may push to Weir.") PushSettings push) {
    public WeirConfig {
        clusters = List.copyOf(clusters);
        kubernetes = List.copyOf(kubernetes);
        hosted = List.copyOf(hosted);
        sinks = List.copyOf(sinks);
        scrapeConfigs = List.copyOf(scrapeConfigs);
        new Faults()
                .unique(
                        "scrape_configs",
                        "job_name",
                        scrapeConfigs.stream()
                                .map(ScrapeConfigSettings::jobName)
                                .toList())
                .unique(
                        "kubernetes",
                        "name",
                        kubernetes.stream().map(KubernetesSettings::name).toList())
                .unique("sinks", "name", sinks.stream().map(SinkSettings::name).toList())
                .unique(
                        hosted.isEmpty() ? "clusters" : "hosted",
                        "name",
                        Stream.concat(
                                        clusters.stream().map(WatchedCluster::name),
                                        hosted.stream().map(HostedCluster::name))
                                .toList())
                .throwIfAny();
    }
}
