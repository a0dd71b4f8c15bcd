package io.weir.web.app.config;

import io.weir.collector.discovery.file.TargetFiles;
import io.weir.collector.target.ScrapeJob;
import io.weir.collector.target.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Targets as Prometheus' own config has them. */
public record ScrapeConfigSettings(
        @Setting(help = "The label `job` of its targets.", required = true)
        String jobName,

        @Setting(help = "The label `cluster` of targets that have none; `job_name` when missing.") @Nullable
        String cluster,

        @Setting(help = "`http` or `https`.", defaultsTo = "http")
        String scheme,

        @Setting(help = "The path of the page.", defaultsTo = "/metrics")
        String metricsPath,

        @Setting(help = "Parameters of the URL: `{name: [value]}`.")
        Map<String, List<String>> params,

        @Setting(help = "Targets that are written here.") List<StaticConfigSettings> staticConfigs,

        @Setting(help = "Targets that are written in files.")
        List<FileSdSettings> fileSdConfigs,

        @Setting(help = "How its targets are scraped.") TargetScrapeSettings scrape) {
    public ScrapeConfigSettings {
        params = Map.copyOf(params);
        staticConfigs = List.copyOf(staticConfigs);
        fileSdConfigs = List.copyOf(fileSdConfigs);
        Faults faults = new Faults().name("job_name", jobName);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            faults.add("scheme", "the scheme \"" + scheme + "\" is unknown; write http or https");
        } else {
            ScrapeJob job = job(jobName, cluster, scheme, metricsPath, params, scrape);
            for (StaticConfigSettings group : staticConfigs) {
                for (String address : group.targets()) {
                    try {
                        job.target(address, group.labels());
                    } catch (IllegalArgumentException e) {
                        faults.add("static_configs", "job " + jobName + ": " + e.getMessage());
                    }
                }
            }
        }
        faults.throwIfAny();
    }

    private static ScrapeJob job(
            String name,
            @Nullable String cluster,
            String scheme,
            String path,
            Map<String, List<String>> params,
            TargetScrapeSettings scrape) {
        return new ScrapeJob(name, cluster == null ? name : cluster, scheme, path, params, scrape.options());
    }

    /** How an address becomes a target. */
    public ScrapeJob job() {
        return job(jobName, cluster, scheme, metricsPath, params, scrape);
    }

    /** The targets that are written in the config. */
    public List<Target> staticTargets() {
        ScrapeJob job = job();
        return staticConfigs.stream()
                .flatMap(group -> group.targets().stream().map(address -> job.target(address, group.labels())))
                .toList();
    }

    /** The files that hold targets. */
    public List<TargetFiles> targetFiles() {
        return fileSdConfigs.stream()
                .map(files -> new TargetFiles(job(), files.files(), files.refreshInterval()))
                .toList();
    }
}
