package io.weir.web.app.config;

import io.weir.collector.sink.SinkConfig;
import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.delivery.Destination;
import io.weir.collector.sink.influx.InfluxDestination;
import io.weir.collector.sink.pushgateway.PushgatewayDestination;
import io.weir.collector.sink.remote.RemoteWriteDestination;
import io.weir.rules.notify.SecretText;
import io.weir.rules.promql.PromQl;
import io.weir.rules.promql.QueryException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server that samples are sent on to; docs/sinks.md tells of each kind. */
public record SinkSettings(
        @Setting(help = "The sink's name, and its folder below `data/spool`.", required = true)
        String name,

        @Setting(
                help =
                        "`influxdb` (1.x), `influxdb2` (2.x), `pushgateway`, or `remote_write` (Prometheus and its like).",
                required = true)
        SinkKind kind,

        @Setting(help = "The server's root; for `remote_write` the whole URL to POST to.", required = true)
        URI url,

        @Setting(help = "For `influxdb`: the database; it must exist.") @Nullable
        String database,

        @Setting(help = "For `influxdb`: the retention policy; the database's default when missing.") @Nullable
        String retentionPolicy,

        @Setting(help = "For `influxdb2`: the organization.") @Nullable
        String organization,

        @Setting(help = "For `influxdb2`: the bucket; it must exist.") @Nullable
        String bucket,

        @Setting(help = "A user name and a password.") @Nullable
        BasicAuthSettings basicAuth,

        @Setting(help = "A token.") @Nullable SecretText token,

        @Setting(
                help = "Selectors; a series that satisfies any of them is sent. Without one every series is sent, to"
                        + " a Pushgateway every series of a job as a whole.")
        List<String> match,

        @Setting(
                help = "The most disk its spool takes; when it is full the oldest samples are dropped.",
                defaultsTo = "1GiB")
        ByteSize spool,

        @Setting(help = "The most samples in one send.", defaultsTo = "5000")
        int batch,

        @Setting(help = "For one send.", defaultsTo = "10s") Duration timeout,

        @Setting(help = "The most samples a second, also after an outage.", defaultsTo = "200000")
        int drainRate) {
    public SinkSettings {
        match = List.copyOf(match);
        Faults faults = new Faults().name("name", name).http("url", url);
        if (url.getRawUserInfo() != null) {
            faults.add(
                    "url",
                    "the url of sink " + name
                            + " holds a user name; write basic_auth: {username: ..., password_file: ...} instead");
        }
        if (name.indexOf('.') >= 0) {
            faults.add("name", "the name of sink " + name + " holds a dot; write it with dashes");
        }
        if (basicAuth != null && token != null) {
            faults.add("token", "both basic_auth and token are written; keep one");
        }
        belongs(faults, "database", database, SinkKind.INFLUXDB, kind, true);
        belongs(faults, "retention_policy", retentionPolicy, SinkKind.INFLUXDB, kind, false);
        belongs(faults, "organization", organization, SinkKind.INFLUXDB2, kind, true);
        belongs(faults, "bucket", bucket, SinkKind.INFLUXDB2, kind, true);
        if (spool.bytes() < 1 << 20) {
            faults.add("spool", "spool must be at least 1MiB, so that it can hold a page");
        }
        faults.range("batch", batch, 1, 100_000);
        faults.range("drain_rate", drainRate, 1, 100_000_000);
        for (String selector : match) {
            try {
                var unused = PromQl.selector(selector);
            } catch (QueryException e) {
                faults.add("match", "match \"" + selector + "\" is no series selector: " + e.getMessage());
            }
        }
        faults.throwIfAny();
    }

    private static void belongs(
            Faults faults, String key, @Nullable String value, SinkKind to, SinkKind kind, boolean needed) {
        if (value != null && kind != to) {
            faults.add(key, key + " is for sinks of kind " + to + "; this one is " + kind);
        } else if (needed && kind == to && (value == null || value.isBlank())) {
            faults.add("kind", "a sink of kind " + kind + " needs " + key + ": ...");
        }
    }

    /** What the collector makes of it. */
    public SinkConfig config() {
        return new SinkConfig(
                name,
                destination(),
                match.stream().map(PromQl::selector).toList(),
                spool.bytes(),
                batch,
                timeout,
                drainRate);
    }

    private Destination destination() {
        return switch (kind) {
            case INFLUXDB ->
                new InfluxDestination(
                        url,
                        new InfluxDestination.Database(
                                Objects.requireNonNull(database), retentionPolicy == null ? "" : retentionPolicy),
                        credentials());
            case INFLUXDB2 ->
                new InfluxDestination(
                        url,
                        new InfluxDestination.Bucket(
                                Objects.requireNonNull(organization), Objects.requireNonNull(bucket)),
                        credentials());
            case PUSHGATEWAY -> new PushgatewayDestination(url, credentials());
            case REMOTE_WRITE -> new RemoteWriteDestination(url, credentials());
        };
    }

    private Credentials credentials() {
        if (basicAuth != null) {
            return new Credentials.Password(
                    basicAuth.username(), basicAuth.password().reveal());
        }
        return token == null ? new Credentials.None() : new Credentials.Token(token.reveal());
    }
}
