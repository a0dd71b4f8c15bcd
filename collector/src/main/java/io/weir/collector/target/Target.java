package io.weir.collector.target;

import io.weir.collector.metric.Labels;
import java.net.URI;

/**
 * Where metrics are scraped.
 *
 * @param process the process behind it within the cluster, such as {@code taskmanager-1}
 * @param url the whole URL of the page, such as {@code http://127.0.0.1:9250/metrics}
 * @param labels laid over every series: at least {@code cluster}, {@code instance} and {@code process}
 * @param options how it is scraped
 */
public record Target(String cluster, String process, URI url, Labels labels, ScrapeOptions options) {
    /** A target that is scraped with the defaults. */
    public Target(String cluster, String process, URI url, Labels labels) {
        this(cluster, process, url, labels, ScrapeOptions.DEFAULTS);
    }

    /** This target, scraped otherwise. */
    public Target with(ScrapeOptions other) {
        return new Target(cluster, process, url, labels, other);
    }
}
