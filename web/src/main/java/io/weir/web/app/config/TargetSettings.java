package io.weir.web.app.config;

import io.weir.collector.target.ScrapeOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A page of metrics. */
public record TargetSettings(
        @Setting(help = "The process behind it, such as `jobmanager` or `taskmanager-1`.", required = true)
        String process,

        @Setting(help = "The whole URL, such as `http://10.0.0.1:9249/metrics`.", required = true)
        URI url,

        @Setting(help = "How it is scraped, instead of the cluster's `scrape`.") @Nullable
        TargetScrapeSettings scrape) {
    public TargetSettings {
        Faults faults = new Faults().name("process", process);
        if (url.getRawUserInfo() == null) {
            faults.http("url", url);
        } else {
            // The URL itself stays out of the message: it holds a password.
            faults.add(
                    "url",
                    "the url of target " + process + " holds a user name; write scrape: {basic_auth: {username: ...,"
                            + " password_file: ...}} instead");
        }
        faults.throwIfAny();
    }

    /** How it is scraped, given how those of its cluster are. */
    public ScrapeOptions options(TargetScrapeSettings cluster) {
        return (scrape == null ? cluster : scrape).options();
    }
}
