package io.weir.diagnosis.opensearch;

import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.target.TlsOptions;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Where records are kept when that is OpenSearch, and how.
 *
 * @param url the cluster's root, or that of a balancer in front of it
 * @param prefix the names of its indices begin so; Weirs that write the same prefix find each other's records
 * @param shards of each index, which is of one kind of logs and one day
 * @param replicas of each shard
 * @param bufferBytes the most disk that records take here until OpenSearch has them; when it is full nothing more is taken in
 * @param timeout for one request
 */
public record OpenSearchConfig(
        URI url,
        Credentials credentials,
        TlsOptions tls,
        String prefix,
        int shards,
        int replicas,
        long bufferBytes,
        Duration timeout) {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    public OpenSearchConfig {
        if (!isPrefix(prefix)) {
            throw new IllegalArgumentException("prefix must match " + PREFIX + ", got " + prefix);
        }
        if (shards < 1 || replicas < 0) {
            throw new IllegalArgumentException("shards must be 1 or more and replicas 0 or more");
        }
        if (bufferBytes < 1 << 20) {
            throw new IllegalArgumentException("bufferBytes must be at least 1 MiB, got " + bufferBytes);
        }
    }

    /** Whether names of indices may begin so. */
    public static boolean isPrefix(String text) {
        return PREFIX.matcher(text).matches();
    }
}
