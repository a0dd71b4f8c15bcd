package io.weir.web.app.config;

import java.util.Locale;

/** Where the metrics of a watched cluster come from. */
public enum MetricsSource {
    /** Its targets, when there are some; else the pages that are found; else REST. */
    AUTO,
    /** Its targets alone. */
    REPORTER,
    /** Its REST API, next to its targets when there are some. */
    REST;

    /** As in the config. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
