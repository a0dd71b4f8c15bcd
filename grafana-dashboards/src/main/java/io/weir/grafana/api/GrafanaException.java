package io.weir.grafana.api;

/** Grafana did not do what it was asked for; the message says why and what to do, and is meant for a person. */
public final class GrafanaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GrafanaException(String message) {
        super(message);
    }
}
