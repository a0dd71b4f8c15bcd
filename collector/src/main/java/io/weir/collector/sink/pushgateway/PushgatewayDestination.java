package io.weir.collector.sink.pushgateway;

import io.weir.collector.sink.delivery.Credentials;
import io.weir.collector.sink.delivery.Destination;
import io.weir.collector.sink.delivery.Exporter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A Pushgateway.
 *
 * @param url the server's root, such as {@code http://pushgateway:9091}
 */
public record PushgatewayDestination(URI url, Credentials credentials) implements Destination {
    @Override
    public String kind() {
        return "pushgateway";
    }

    @Override
    public Exporter exporter(Path folder, Duration timeout, Clock clock) {
        return new PushgatewayExporter(this, folder, timeout, clock);
    }
}
