package io.weir.web.app.config;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A cluster that somebody else runs. */
public record WatchedCluster(
        @Setting(help = "The cluster's name in Weir.", required = true)
        String name,

        @Setting(help = "Its JobManager's REST address.", required = true)
        URI rest,

        @Setting(help = "Where its metrics are scraped.") List<TargetSettings> targets,

        @Setting(help = "How its targets are scraped.") TargetScrapeSettings scrape,

        @Setting(help = "Labels of all its series: `{namespace: shop, deployment: orders, run: \"7\"}`.")
        Map<String, String> labels,

        @Setting(
                help =
                        "Where its metrics come from: its targets (`reporter`), its REST API (`rest`), or (`auto`) its targets; without any, the pages that are found at the ports its Flink configuration gives the Prometheus reporter; without those, REST.",
                defaultsTo = "auto")
        MetricsSource metrics,

        @Setting(help = "Log files on this machine to follow.")
        List<LogFileSettings> logs,

        @Setting(
                help =
                        "Whether its logs are read by its REST API, for want of an agent. Flink gives whole files only, so each change"
                                + " of a file asks for all of it.",
                defaultsTo = "false")
        boolean logsByRest) {
    public WatchedCluster {
        targets = List.copyOf(targets);
        logs = List.copyOf(logs);
        labels = Map.copyOf(labels);
        new Faults()
                .labels("labels", labels)
                .name("name", name)
                .http("rest", rest)
                .unique(
                        "targets",
                        "process",
                        targets.stream().map(TargetSettings::process).toList())
                .throwIfAny();
    }
}
