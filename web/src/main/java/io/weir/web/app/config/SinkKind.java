package io.weir.web.app.config;

import java.util.Locale;

/** What a sink sends to. */
public enum SinkKind {
    INFLUXDB,
    INFLUXDB2,
    PUSHGATEWAY,
    REMOTE_WRITE;

    /** As in the config. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
