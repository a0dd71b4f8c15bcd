package io.weir.web.app.config;

import io.weir.collector.sink.delivery.Credentials;
import io.weir.diagnosis.opensearch.OpenSearchConfig;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The OpenSearch that keeps log records, when `logs.store` says so. */
public record OpenSearchSettings(
        @Setting(help = "The cluster's root, or that of a balancer before it.", required = true)
        URI url,

        @Setting(help = "A user name and a password.") @Nullable
        BasicAuthSettings basicAuth,

        @Setting(help = "For `https`.") TargetTlsSettings tls,

        @Setting(
                help = "The names of its indices begin so; Weirs that write the same find each other's records.",
                defaultsTo = "weir-logs")
        String prefix,

        @Setting(help = "Shards of each index, which is of one kind of logs and one day.", defaultsTo = "1")
        int shards,

        @Setting(help = "Replicas of each shard; 0 for a single node.", defaultsTo = "1")
        int replicas,

        @Setting(
                help = "The most disk that records take on this machine until OpenSearch has them; when it is full"
                        + " nothing more is taken in, and senders keep theirs.",
                defaultsTo = "2GiB")
        ByteSize buffer,

        @Setting(help = "For one request.", defaultsTo = "30s")
        Duration timeout) {
    public OpenSearchSettings {
        Faults faults = new Faults().http("url", url);
        if (url.getRawUserInfo() != null) {
            faults.add(
                    "url",
                    "the url of logs.opensearch holds a user name; write basic_auth: {username: ..., password_file:"
                            + " ...} instead");
        }
        if (!OpenSearchConfig.isPrefix(prefix)) {
            faults.add(
                    "prefix",
                    "prefix \"" + prefix
                            + "\" is none for indices; write small letters, digits, - and _, a letter first");
        }
        faults.range("shards", shards, 1, 100);
        faults.range("replicas", replicas, 0, 10);
        if (buffer.bytes() < 16 << 20) {
            faults.add("buffer", "buffer must be at least 16MiB, so that it outlasts a moment");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            faults.add("timeout", "timeout must be more than nothing; write for example 30s");
        }
        faults.throwIfAny();
    }

    /** What diagnosis makes of it. */
    OpenSearchConfig config() {
        return new OpenSearchConfig(
                url,
                basicAuth == null
                        ? new Credentials.None()
                        : new Credentials.Password(
                                basicAuth.username(), basicAuth.password().reveal()),
                tls.options(),
                prefix,
                shards,
                replicas,
                buffer.bytes(),
                timeout);
    }
}
