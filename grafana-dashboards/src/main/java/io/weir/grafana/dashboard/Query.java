package io.weir.grafana.dashboard;

/**
 * One query of a panel.
 *
 * @param text PromQL or InfluxQL; Grafana's variables in it are still variables
 * @param legend what a series is called, by Grafana's {@code {{label}}} or InfluxDB's {@code $tag_label}
 */
public record Query(String text, String legend) {
    public Query {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a query without a text");
        }
    }
}
