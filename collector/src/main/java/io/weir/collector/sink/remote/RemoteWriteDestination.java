package io.weir.collector.sink.remote;

import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.delivery.Destination;
import io.weir.collector.sink.delivery.Exporter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A server that takes remote write.
 *
 * @param url whole, such as {@code http://prometheus:9090/api/v1/write}
 */
public record RemoteWriteDestination(URI url, Credentials credentials) implements Destination {
    @Override
    public String kind() {
        return "remote_write";
    }

    @Override
    public Exporter exporter(Path folder, Duration timeout, Clock clock) {
        return new RemoteWriteExporter(this, timeout, clock);
    }
}
