package io.weir.collector.restmetrics;

import io.weir.collector.metric.Labels;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one scope: which there are, what the reporter calls them, and the requests that read them all. They are listed anew
 * now and then, since an operator may register one at any time.
 */
final class MetricNames {
    /** Flink's web server refuses a request line of more than 4,096 bytes. */
    private static final int MAX_URL = 3_500;

    /** How long a list of names is good. */
    static final Duration LISTED_FOR = Duration.ofMinutes(1);

    /** A task that just started has registered next to nothing; its list is looked at sooner. */
    static final Duration YOUNG_FOR = Duration.ofSeconds(10);

    private final String version;
    private final Instant listedAt;
    private final boolean young;
    private final int listed;
    private final Map<String, Labels> series;
    private final List<String> requests;

    private MetricNames(
            String version,
            Instant listedAt,
            boolean young,
            int listed,
            Map<String, Labels> series,
            List<String> requests) {
        this.listed = listed;
        this.version = version;
        this.listedAt = listedAt;
        this.young = young;
        this.series = series;
        this.requests = requests;
    }

    static MetricNames none(String version, Instant now) {
        return new MetricNames(version, now, true, 0, Map.of(), List.of());
    }

    static MetricNames of(MetricScope scope, List<String> ids, String version, Instant now, boolean young) {
        Set<String> histograms = new HashSet<>();
        for (String id : ids) {
            if (id.endsWith(ReporterName.HISTOGRAM_MARK)) {
                histograms.add(id.substring(0, id.length() - ReporterName.HISTOGRAM_MARK.length()));
            }
        }
        Map<String, Labels> series = new LinkedHashMap<>();
        for (String id : ids) {
            String whole = ReporterName.histogramOf(id);
            Labels labels = scope.series(id, whole != null && histograms.contains(whole));
            if (labels != null) {
                series.put(id, labels);
            }
        }
        return new MetricNames(version, now, young, ids.size(), series, requests(scope.path(), series.keySet()));
    }

    /** Whether the names or the labels may have changed since. */
    boolean isOld(String currentVersion, Instant now) {
        return !version.equals(currentVersion)
                || Duration.between(listedAt, now).compareTo(young ? YOUNG_FOR : LISTED_FOR) > 0;
    }

    /** How many metrics Flink listed, those without a series included. */
    int size() {
        return listed;
    }

    Collection<Labels> all() {
        return series.values();
    }

    /** Paths with queries that together ask for every metric. */
    List<String> requests() {
        return requests;
    }

    /** The reporter's series of a metric that was asked for; null for any other. */
    @Nullable
    Labels series(String id) {
        return series.get(id);
    }

    private static List<String> requests(String path, Set<String> ids) {
        List<String> requests = new ArrayList<>();
        StringBuilder request = new StringBuilder();
        for (String id : ids) {
            String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
            if (request.length() > 0 && request.length() + encoded.length() + 1 > MAX_URL) {
                requests.add(request.toString());
                request.setLength(0);
            }
            request.append(request.length() == 0 ? path + "?get=" : ",").append(encoded);
        }
        if (request.length() > 0) {
            requests.add(request.toString());
        }
        return List.copyOf(requests);
    }
}
