package io.weir.collector.scrape;

import java.util.Locale;

/** The formats in which pages are read. */
enum PageFormat {
    /** Prometheus' text format 0.0.4, also when the target does not say what it sends. */
    TEXT,
    OPENMETRICS;

    /** The format that a {@code Content-Type} names. */
    static PageFormat of(String contentType) {
        int parameters = contentType.indexOf(';');
        String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return mediaType.strip().toLowerCase(Locale.ROOT).equals("application/openmetrics-text") ? OPENMETRICS : TEXT;
    }
}
