package io.weir.web.app.config;

import java.util.Locale;

/** Where log records are kept. */
public enum LogStoreKind {
    LOCAL,
    OPENSEARCH;

    /** As in the config. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
