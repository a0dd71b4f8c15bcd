package io.weir.collector.sink.delivery;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Where a sink sends to. */
public interface Destination {
    /** One word, as in the config. */
    String kind();

    /** The server; without credentials, so that it can be shown. */
    URI url();

    /**
     * An exporter; it connects when it sends.
     *
     * @param folder where it may keep what it must remember
     * @param timeout for one send
     */
    Exporter exporter(Path folder, Duration timeout, Clock clock);
}
