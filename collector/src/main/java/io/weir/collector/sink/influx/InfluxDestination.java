package io.weir.collector.sink.influx;

import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.delivery.Destination;
import io.weir.collector.sink.delivery.Exporter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * An InfluxDB, or what takes its writes.
 *
 * @param url the server's root, such as {@code http://influxdb:8086}
 */
public record InfluxDestination(URI url, Store store, Credentials credentials) implements Destination {
    /** Where in the server samples go. */
    public sealed interface Store {}

    /**
     * InfluxDB 1.x, which is written at {@code /write}.
     *
     * @param retentionPolicy empty for the database's default
     */
    public record Database(String database, String retentionPolicy) implements Store {}

    /** InfluxDB 2.x, which is written at {@code /api/v2/write}. */
    public record Bucket(String organization, String bucket) implements Store {}

    @Override
    public String kind() {
        return store instanceof Database ? "influxdb" : "influxdb2";
    }

    @Override
    public Exporter exporter(Path folder, Duration timeout, Clock clock) {
        return new InfluxExporter(this, timeout, clock);
    }
}
